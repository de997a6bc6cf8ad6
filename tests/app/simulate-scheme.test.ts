import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adjustScore } from '../../src/app/adjust-scores.ts';
import { freezeRanking, writeEdition } from '../../src/app/freeze-ranking.ts';
import { standOf } from '../../src/app/period-turn.ts';
import { simulateScheme } from '../../src/app/simulate-scheme.ts';
import { amendAdjustments } from '../../src/domain/amend-fact.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
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

describe('a scheme tried on an edition in which disputes were decided', () => {
  it('starts from what that edition counted, the decided bonus too', async () => {
    const { house, actor } = office;
    const document = { notation: '9/QĐ-UBND', issuedOn: '2026-06-01' };
    const given = { unit: 'SNV', on: '2026-06-01', points: 2, document, reason: 'Đột xuất' };
    const { _id } = await must(adjustScore(house, given, actor('chanhvanphong'), on('2026-06-02')));
    const scheme = { ...DEFAULT_SCHEME, adjustmentMost: 500 };
    const asked = { assigner: '38', period: '2026-H1', cutoff: '2026-06-30', scheme, reason: null };
    const head = actor('chanhvanphong');
    const frozen = await must(freezeRanking(house, asked, head, on('2026-07-20')));
    const line = { unit: 'SNV', component: 'adjustment', task: null, month: null, adjustment: _id };
    const amendments = [{ ...line, daysLate: null, points: -4, dispute: 'd', reason: 'Trừ, không cộng' }];
    const adjustments = amendAdjustments(frozen.adjustments, amendments);
    const step = { state: 'final' as const, at: '2026-07-21T05:00:00.000Z', by: 'chanhvanphong' };
    const next = { ...frozen, amendments, adjustments, edition: frozen.edition + 1, replaces: frozen._id };
    const decided = await writeEdition(house, next, step, await standOf(house, frozen));
    const scoreIn = (rows: typeof decided.result) => rows.find(({ unit }) => unit === 'SNV')?.score;
    expect(scoreIn(decided.result)).toBeCloseTo((scoreIn(frozen.result) ?? 0) - 6, 4);
    const { moves } = await must(simulate('default', decided._id));
    const before = moves.find(({ unit }) => unit === 'SNV')?.before.score ?? 0;
    expect(before / 10_000).toBe(scoreIn(decided.result));
  });
});
