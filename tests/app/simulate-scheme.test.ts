import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulateScheme } from '../../src/app/simulate-scheme.ts';
import { editionIn, fillPeriod } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

let office: Office;
let edition: string;

beforeAll(async () => {
  office = await openOffice();
  await fillPeriod(office);
  edition = (await editionIn(office, 'draft'))._id;
});
afterAll(() => office.close());

const simulate = (id: string, from: string | null = null, who = 'chutich', period = '2026-H1') =>
  simulateScheme(office.house, id, { period, edition: from }, office.actor(who), on('2026-07-20'));

describe('a scheme tried on the first half of 2026', () => {
  it.each([
    ['as it stands', () => null],
    ['as an edition froze it', () => edition],
  ])('%s, moves nobody when it is the one in force', async (_, from) => {
    const { moves, facts, stability } = await must(simulate('default', from()));
    expect(facts).toBe(18);
    expect(
      moves.every(({ rankChange, scoreChange }) => (rankChange ?? 0) === 0 && (scoreChange ?? 0) === 0),
    ).toBe(true);
    // All six tasks of each are alike, so that no draw can change a rank.
    const ranges = stability?.map(({ unit, rankFrom, rankTo }) => [unit, rankFrom, rankTo]);
    expect(ranges).toEqual([
      ['SNV', 1, 1],
      ['STC', 2, 2],
      ['STTTT', 3, 3],
    ]);
  });

  it('by the counting of reports, takes all from who was late, without shrinking', async () => {
    const { moves, before } = await must(simulate('report'));
    expect(before.name).toBe('Bộ tiêu chí mặc định');
    const scores = moves.flatMap(({ unit, after, rule }) =>
      after.score === null ? [] : [[unit, after.rank, after.score / 10_000, rule?.component]],
    );
    expect(scores).toEqual([
      ['SNV', 1, 100, 'timeliness'],
      ['STC', 2, 0, 'timeliness'],
      ['STTTT', 2, 0, 'timeliness'],
    ]);
  });

  it('is shown to nobody who sees only his own row', async () => {
    await expect(simulate('default', null, 'stttt.head')).rejects.toThrow('forbidden');
  });

  it('is not tried on an edition of another period, nor on none', async () => {
    await expect(simulate('default', edition, 'chutich', '2026')).rejects.toThrow();
    await expect(simulate('default', '0'.repeat(24))).rejects.toThrow();
    expect(await simulate('default', null, 'chutich', 'năm nay')).toEqual({
      ok: false,
      faults: [{ field: 'period', code: 'notPeriod' }],
    });
  });
});
