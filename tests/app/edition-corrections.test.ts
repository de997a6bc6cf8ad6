import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnScheme } from '../../src/app/approve-scheme.ts';
import { decideDispute } from '../../src/app/decide-dispute.ts';
import { disputeLine } from '../../src/app/dispute-line.ts';
import { changeScheme, draftScheme } from '../../src/app/draft-scheme.ts';
import { type Freezing, freezeRanking } from '../../src/app/freeze-ranking.ts';
import { Conflict, NotFound } from '../../src/app/outcome.ts';
import { readEditionLines } from '../../src/app/read-edition.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { listEditions, seeEdition } from '../../src/app/see-edition.ts';
import { seeScheme } from '../../src/app/see-scheme.ts';
import { takeEditionStep } from '../../src/app/take-edition-step.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import type { SchemeRow } from '../../src/db/scheme-store.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { EditionState } from '../../src/domain/edition.ts';
import type { StepName } from '../../src/domain/edition-course.ts';
import { schemeAsPublished } from '../../src/domain/published-scheme.ts';
import { DIGITAL, OPENED, openWithFigures, WITH_FIGURES } from '../support/figures.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const AFTER = '2026-07-28';
const CORRECTED = '2026-08-03';
const AFTER_AGAIN = '2026-08-11';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
}, 60_000);

afterAll(() => office.close());

function freeze(more: Partial<Freezing> = {}, day = CORRECTED) {
  const asked = { assigner: '38', period: '2026-H1', cutoff: '2026-06-30', scheme: null, reason: null };
  return freezeRanking(office.house, { ...asked, ...more }, office.actor('chanhvanphong'), on(day));
}

function step(id: string, action: StepName, state: EditionState, day: string): Promise<EditionRow> {
  const actor = office.actor('chanhvanphong');
  return must(takeEditionStep(office.house, id, { action, state }, actor, on(day)));
}

async function dispute(edition: string, line: object, who: string, day = OPENED): Promise<string> {
  const input = { reason: 'Số liệu không đúng', ...line };
  return (await must(disputeLine(office.house, edition, input, office.actor(who), on(day))))._id;
}

function decide(id: string, decision: object, day = OPENED) {
  const input = { reason: 'Đúng như báo cáo', ...decision };
  return must(decideDispute(office.house, id, input, office.actor('chanhvanphong'), on(day)));
}

async function lateTask(edition: string): Promise<string> {
  const { lines } = await readEditionLines(office.house, edition, 'STC', office.actor('chutich'));
  return lines.find(({ daysLate }) => daysLate === 11)?.task ?? '';
}

const decisions = ({ amendments }: EditionRow) =>
  amendments.map(({ unit, daysLate, points }) => [unit, daysLate, points]);

describe('a period whose edition is open', () => {
  let open: EditionRow;
  let penalty: string;
  let bonus: string;
  let task: string;
  let correction: EditionRow;

  beforeAll(async () => {
    ({ edition: open, penalty, bonus } = await openWithFigures(office));
    task = await lateTask(open._id);
  }, 60_000);

  it('is not frozen again while disputes of it wait', async () => {
    const march = await dispute(open._id, { component: DIGITAL, month: '2026-03' }, 'snv.clerk');
    const adjustment = await dispute(open._id, { adjustment: penalty }, 'snv.clerk');
    const line = await dispute(open._id, { component: 'timeliness', task }, 'stc.head');
    const refused = { ok: false, faults: [{ field: 'period', code: 'disputesWait', params: { n: 3 } }] };
    expect(await freeze({ reason: 'Sót nhiệm vụ' }, OPENED)).toEqual(refused);
    await decide(march, { verdict: 'otherPoints', points: '80,5' });
    await decide(adjustment, { verdict: 'leftOut' });
    expect(await freeze({ reason: 'Sót nhiệm vụ' }, OPENED)).toMatchObject({
      faults: [{ params: { n: 1 } }],
    });
    await decide(line, { verdict: 'otherDays', daysLate: 0 });
  });

  it('keeps what was decided when it is replaced: facts, figures, adjustments, to the same bytes', async () => {
    correction = await must(freeze({ reason: 'Sót nhiệm vụ' }));
    expect(decisions(correction)).toEqual([
      ['SNV', null, 80.5],
      ['SNV', null, null],
      ['STC', 0, null],
    ]);
    expect(correction.adjustments.map(({ id }) => id)).toEqual([bonus]);
    expect(correction.figures.find(({ month, unit }) => month === '2026-03' && unit === 'SNV')?.points).toBe(
      80.5,
    );
    const { lines } = await readEditionLines(office.house, correction._id, 'STC', office.actor('chutich'));
    expect(lines.find((one) => one.task === task)).toMatchObject({ daysLate: 0, points: 100 });
    expect((await recomputeRanking(office.house, correction._id)).same).toBe(true);
  });

  it('takes no more disputes, says which edition took its place, and units see what was decided in it', async () => {
    const { house, actor } = office;
    const hidden = await seeEdition(house, open._id, actor('snv.head'));
    expect([hidden.replaced, hidden.replacedBy]).toEqual([true, null]);
    await step(correction._id, 'open', 'draft', CORRECTED);
    const seen = await seeEdition(house, open._id, actor('snv.head'));
    expect(seen.replacedBy?.edition).toBe(2);
    const own = await readEditionLines(house, correction._id, 'STC', actor('stc.staff'));
    expect(own.amended).toMatchObject([{ task, daysLate: 0, reason: 'Đúng như báo cáo' }]);
  });

  it('is finished with what was decided before and since, for the reason of the correction too', async () => {
    const again = await dispute(
      correction._id,
      { component: DIGITAL, month: '2026-03' },
      'snv.head',
      CORRECTED,
    );
    await decide(again, { verdict: 'otherPoints', points: '82' }, CORRECTED);
    const final = await step(correction._id, 'finish', 'open', AFTER_AGAIN);
    expect(final).toMatchObject({
      edition: 3,
      replaces: correction._id,
      corrects: null,
      reason: 'Sót nhiệm vụ; theo kết quả rà soát',
    });
    expect(decisions(final)).toEqual([
      ['SNV', null, null],
      ['STC', 0, null],
      ['SNV', null, 82],
    ]);
    expect((await recomputeRanking(office.house, final._id)).same).toBe(true);
    await step(final._id, 'publish', 'final', AFTER_AGAIN);
  });

  it('is corrected once published with a reason alone, however many drafts nobody saw lie between', async () => {
    const list = await listEditions(office.house, office.actor('snv.staff'), undefined);
    const published = list.find(({ state }) => state === 'published')!;
    const reason = { ok: false, faults: [{ field: 'reason', code: 'required' }] };
    expect(await freeze({}, AFTER_AGAIN)).toEqual(reason);
    const draft = await must(freeze({ reason: 'Nhầm số liệu' }, AFTER_AGAIN));
    expect(await freeze({}, AFTER_AGAIN)).toEqual(reason);
    const next = await must(freeze({ reason: 'Nhầm số liệu tháng 3' }, AFTER_AGAIN));
    expect([draft.edition, next.edition]).toEqual([4, 5]);
    expect([draft.replaces, next.replaces, next.corrects]).toEqual(Array(3).fill(published._id));
    expect(decisions(next)).toEqual(decisions(published));
    expect((await recomputeRanking(office.house, next._id)).same).toBe(true);
  });

  it('keeps its published edition as what holds until another is published', async () => {
    const of = async (who: string) =>
      (await listEditions(office.house, office.actor(who), undefined))
        .filter(({ period }) => period === '2026-H1')
        .map(({ edition, replacedBy }) => [edition, replacedBy?.edition ?? null]);
    expect(await of('chutich')).toEqual([
      [5, null],
      [4, 5],
      [3, 5],
      [2, 3],
      [1, 2],
    ]);
    expect(await of('snv.head')).toEqual([
      [3, null],
      [2, 3],
      [1, 2],
    ]);
  });
});

describe('the scheme of a correction', () => {
  const ASKED = { period: '2026-Q1', cutoff: '2026-03-31' };
  let used: SchemeRow;
  let other: SchemeRow;

  /** A version approved for the first quarter, which has begun; drafted by another than the head. */
  async function approved(name: string, period = '2026-Q1'): Promise<SchemeRow> {
    const { house, actor } = office;
    const drafted = await must(draftScheme(house, { follows: 'default' }, actor('vanphong'), on(AFTER)));
    const scheme = { ...schemeAsPublished(DEFAULT_SCHEME), name, kappa: 12 };
    const row = await must(
      changeScheme(house, drafted._id, { revision: 1, scheme }, actor('vanphong'), on(AFTER)),
    );
    const approval = { action: 'approve', revision: 2, from: period, to: period, reason: 'Thử' } as const;
    return must(actOnScheme(house, row._id, approval, actor('chanhvanphong'), on(AFTER)));
  }

  function withdraw({ _id, revision }: SchemeRow) {
    const action = { action: 'withdraw', revision, reason: 'Có sai sót' } as const;
    return must(actOnScheme(office.house, _id, action, office.actor('chanhvanphong'), on(AFTER)));
  }

  const seenBy = (row: SchemeRow, who: string) => seeScheme(office.house, row._id, office.actor(who));

  it('is that of the edition that units have seen, whatever was approved since', async () => {
    used = await approved('Bộ thứ nhất');
    const first = await must(freeze(ASKED, AFTER));
    expect(first.scheme.name).toBe('Bộ thứ nhất');
    await withdraw(used);
    other = await approved('Bộ thứ hai');
    const draft = await must(freeze(ASKED, AFTER));
    expect(draft.scheme.name).toBe('Bộ thứ hai');
    const { _id } = await must(
      freeze({ ...ASKED, scheme: { ...DEFAULT_SCHEME, name: 'Bộ thứ nhất' } }, AFTER),
    );
    await step(_id, 'open', 'draft', AFTER);
    const correction = await must(freeze({ ...ASKED, reason: 'Sót nhiệm vụ' }, AFTER));
    expect(correction.scheme.name).toBe('Bộ thứ nhất');
  });

  it('is another one where whoever freezes names it', async () => {
    const named = { ...ASKED, reason: 'Nhầm bộ tiêu chí', scheme: WITH_FIGURES };
    expect((await must(freeze(named, AFTER))).scheme.adjustmentMost).toBe(3);
  });

  it('is still read by units that see an edition scored by it once it is withdrawn, and by no others', async () => {
    expect((await seenBy(used, 'snv.staff')).row?.state).toBe('withdrawn');
    await expect(seenBy(used, '384.nv.staff')).rejects.toBeInstanceOf(NotFound);
    await withdraw(other);
    await expect(seenBy(other, 'snv.staff')).rejects.toBeInstanceOf(NotFound);
    expect((await seenBy(other, 'chutich')).row?.state).toBe('withdrawn');
  });
});

describe('a dispute that comes while another edition is counted', () => {
  it('is not taken, or the other edition isn’t: none waits where nobody can decide it', async () => {
    const { house, actor } = office;
    const { _id } = await must(freeze({ period: '2026-03', scheme: DEFAULT_SCHEME }, OPENED));
    await step(_id, 'open', 'draft', OPENED);
    const line = { component: 'timeliness', task: await lateTask(_id), reason: 'Đã nộp đúng hạn' };
    const [next] = await Promise.allSettled([
      freeze({ period: '2026-03', reason: 'Sót nhiệm vụ' }, OPENED),
      disputeLine(house, _id, line, actor('stc.head'), on(OPENED)),
    ]);
    const { edition, replaced } = await seeEdition(house, _id, actor('chutich'));
    const rows = await house.connection.collection('disputes').countDocuments({ edition: edition._id });
    expect([replaced, rows]).toEqual(next.status === 'fulfilled' && next.value.ok ? [true, 0] : [false, 1]);
  });
});

describe('two editions frozen at the same moment', () => {
  it('are one: of the other nothing stays', async () => {
    const asked = { period: '2026', cutoff: '2026-06-30' };
    const both = await Promise.allSettled([freeze(asked), freeze(asked)]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toEqual([expect.any(Conflict)]);
    const { connection } = office.house;
    const editions = await connection.collection('editions').distinct('_id');
    const kept = await connection.collection('editionFacts').distinct('edition');
    expect(kept.filter((id) => !editions.includes(id))).toEqual([]);
  });
});
