import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainRow } from '../../src/app/explain-row.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { publishRow } from '../../src/domain/row.ts';
import { DIGITAL, openWithFigures } from '../support/figures.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let edition: EditionRow;

beforeAll(async () => {
  office = await openOffice();
  ({ edition } = await openWithFigures(office));
}, 60_000);
afterAll(() => office.close());

const partsOf = async (unit: string) =>
  (await explainRow(office.house, edition, unit))?.parts.map(({ component, tasks, mean, groupMean }) => [
    component,
    tasks,
    mean,
    groupMean,
  ]);

describe('a row of an edition of six tasks for three units each, and figures of two of them', () => {
  it('is the one that the edition holds, with its parts, for each unit that has a score', async () => {
    for (const frozen of edition.result.filter(({ score }) => score !== null)) {
      const row = await explainRow(office.house, edition, frozen.unit);
      expect(row === null ? null : publishRow(row)).toEqual(frozen);
    }
  });

  it('has the unit’s own mean and that of its group in each component', async () => {
    const parts = await partsOf('SNV');
    expect(parts?.map(([component, tasks, mean]) => [component, tasks, mean])).toEqual([
      ['timeliness', 6, 1_000_000],
      [DIGITAL, 2, 600_000],
    ]);
    expect(parts?.[1]?.[3]).toBe(750_000);
    expect((await partsOf('STTTT'))?.[1]).toEqual([DIGITAL, 0, null, 750_000]);
  });

  it('is not explained where there is no score, or where the edition says another', async () => {
    expect(await explainRow(office.house, edition, '384')).toBeNull();
    expect(await explainRow(office.house, edition, 'nobody')).toBeNull();
    const result = edition.result.map((row) => (row.unit === 'SNV' ? { ...row, score: 1 } : row));
    expect(await explainRow(office.house, { ...edition, result }, 'SNV')).toBeNull();
  });
});
