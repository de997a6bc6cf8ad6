import { type EditionRow, findFactsAlike } from '../db/edition-store.ts';
import { publishRow, type Row } from '../domain/row.ts';
import { scoreEdition } from '../domain/score-edition.ts';
import type { House } from './house.ts';

/**
 * The row of a unit in an edition with the parts of its score, counted again within its group from the facts that are kept.
 * Null for a unit without a score, and where the edition says another one, which `recomputeRanking` would tell.
 */
export async function explainRow(house: House, edition: EditionRow, unit: string): Promise<Row | null> {
  const frozen = edition.result.find((row) => row.unit === unit);
  if (frozen === undefined || frozen.score === null) return null;
  const units = edition.units.filter(({ group }) => group === frozen.group);
  const codes = units.map(({ code }) => code);
  const found = await findFactsAlike(house.connection, edition._id, codes);
  const facts = found.map((fact) => ({ ...fact, points: Math.round(fact.points * 100) }));
  const rows = scoreEdition({ ...edition, units }, facts);
  const row = rows.find((one) => one.unit === unit);
  return row !== undefined && publishRow(row).score === frozen.score ? row : null;
}
