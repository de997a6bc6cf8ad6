import { type EditionRow, findEdition, streamEditionFacts } from '../db/edition-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { countEdition, countFromLedger } from './count-edition.ts';
import type { House } from './house.ts';
import { NotFound } from './outcome.ts';

/** What recomputing found: the SHA-256 as frozen, as the ledger gives it now, and of what is kept. */
export type Recomputed = { id: string; sha256: string; fromLedger: string; kept: string; same: boolean };

/** An edition. Throws NotFound. */
export async function readEdition(house: House, id: string): Promise<EditionRow> {
  const row = await findEdition(house.connection, id);
  if (row === null) throw new NotFound();
  return row;
}

/**
 * Counts an edition again, from the ledger and from the facts that are kept, and compares the bytes of both with what
 * was frozen (design.md, section 8). Throws NotFound.
 */
export async function recomputeRanking(house: House, id: string): Promise<Recomputed> {
  const row = await readEdition(house, id);
  const ledger = await countFromLedger(house, row, {});
  const kept = await countEdition(row, streamEditionFacts(house.connection, id), {});
  const shown = canonicalJson(row.result, 'any') === canonicalJson(kept.result, 'any');
  const same = shown && ledger.sha256 === row.sha256 && kept.sha256 === row.sha256;
  return { id, sha256: row.sha256, fromLedger: ledger.sha256, kept: kept.sha256, same };
}
