import type { Connection } from 'mongoose';
import { type EditionRow, editionSchema } from './edition-store.ts';
import { modelOf } from './model.ts';

/** An edition as the list of what is published shows it. */
export type PublishedItem = Pick<
  EditionRow,
  '_id' | 'period' | 'cutoff' | 'edition' | 'scheme' | 'sha256' | 'state' | 'course'
>;

/** The published editions of an assigner, of one period where it is named, newest first; of each what a list needs. */
export async function findPublished(
  connection: Connection,
  of: { assigner: string; period?: string },
  limit: number,
): Promise<PublishedItem[]> {
  return modelOf<EditionRow>(connection, 'Edition', editionSchema)
    .find({ ...of, state: 'published' })
    .select({ period: 1, cutoff: 1, edition: 1, scheme: 1, sha256: 1, state: 1, course: 1 })
    .sort({ frozenAt: -1, edition: -1 })
    .limit(limit)
    .lean<PublishedItem[]>();
}
