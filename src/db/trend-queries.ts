import { type Connection, trusted } from 'mongoose';
import { type EditionRow, editionSchema } from './edition-store.ts';
import { modelOf } from './model.ts';

/** An edition whose result stands, as far as a trend needs it. */
export type SettledEdition = Pick<EditionRow, '_id' | 'period' | 'edition' | 'scheme' | 'result'>;

/** The editions of these periods that are final or published, the newest of a period first. */
export async function findSettled(
  connection: Connection,
  assigner: string,
  periods: readonly string[],
): Promise<SettledEdition[]> {
  return modelOf<EditionRow>(connection, 'Edition', editionSchema)
    .find({
      assigner,
      period: trusted({ $in: [...periods] }),
      state: trusted({ $in: ['final', 'published'] as const }),
    })
    .select({ period: 1, edition: 1, scheme: 1, result: 1 })
    .sort({ edition: -1 })
    .lean<SettledEdition[]>();
}
