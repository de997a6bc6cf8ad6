/** Headers and contents of a tar file are filled up to blocks of so many bytes. */
export const TAR_BLOCK = 512;

/** What ends a tar file. */
export const TAR_END = Buffer.alloc(2 * TAR_BLOCK);

/** A regular file in a tar file: its name (ASCII, at most 99), its size in bytes, and when it was written, in seconds. */
export type TarEntry = { name: string; size: number; seconds: number };

function octal(value: number, digits: number): string {
  return `${value.toString(8).padStart(digits, '0')}\0`;
}

/** The header block of an entry that only its owner may read (POSIX.1-1988, ustar). */
export function tarHeader({ name, size, seconds }: TarEntry): Buffer {
  const block = Buffer.alloc(TAR_BLOCK);
  const write = (text: string, at: number) => block.write(text, at, 'latin1');
  write(name.slice(0, 99), 0);
  write(octal(0o600, 7), 100);
  write(octal(0, 7), 108);
  write(octal(0, 7), 116);
  write(octal(size, 11), 124);
  write(octal(seconds, 11), 136);
  write(' '.repeat(8), 148);
  write('0', 156);
  write('ustar\x0000', 257);
  write(
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )} `,
    148,
  );
  return block;
}

function number(block: Buffer, at: number): number {
  return Number.parseInt(block.toString('latin1', at, at + 11), 8);
}

/**
 * Reads a header block. Null for one that `tarHeader` doesn't write, to the byte: links, folders, long names and all else
 * that other archives may hold are never looked at.
 */
export function readTarHeader(block: Buffer): TarEntry | null {
  const name = block.toString('latin1', 0, block.indexOf(0));
  const entry = { name, size: number(block, 124), seconds: number(block, 136) };
  if (!(entry.size >= 0 && entry.seconds >= 0)) return null;
  return tarHeader(entry).equals(block) ? entry : null;
}

/** The bytes that fill a content of so many up to whole blocks. */
export function tarPadding(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}
