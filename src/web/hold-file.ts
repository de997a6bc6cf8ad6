import type { Arriving } from '../app/upload-file.ts';
import type { Held } from './visit.ts';

/** A file as it arrives, in memory; of a larger one nothing is kept, and the rest runs away unread. */
export async function holdFile({ content, wasCut }: Arriving, most: number): Promise<Held> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of content) {
    size += (piece as Buffer).length;
    if (size > most) pieces.length = 0;
    else pieces.push(piece as Buffer);
  }
  return size > most || wasCut() ? 'tooLarge' : Buffer.concat(pieces);
}
