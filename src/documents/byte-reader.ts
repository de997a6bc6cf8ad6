/** Bytes as they come, taken in pieces of the sizes that are asked for. */
export type ByteReader = {
  /** So many bytes; null when there are fewer left. */
  take: (count: number) => Promise<Buffer | null>;
  /** Whether nothing is left. */
  isAtEnd: () => Promise<boolean>;
};

/** Reads a source in pieces; holds what was asked for and at most one chunk of the source beyond it. */
export function byteReader(source: AsyncIterable<Buffer>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  const held: Buffer[] = [];
  let bytes = 0;
  const holdAtLeast = async (count: number): Promise<boolean> => {
    while (bytes < count) {
      const next = await chunks.next();
      if (next.done === true) return false;
      held.push(next.value);
      bytes += next.value.length;
    }
    return true;
  };
  const take = async (count: number): Promise<Buffer | null> => {
    if (!(await holdAtLeast(count))) return null;
    const whole = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held, bytes);
    held.splice(0, held.length, whole.subarray(count));
    bytes -= count;
    return whole.subarray(0, count);
  };
  return { take, isAtEnd: async () => !(await holdAtLeast(1)) };
}
