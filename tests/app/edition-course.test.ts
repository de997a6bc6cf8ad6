import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideDispute } from '../../src/app/decide-dispute.ts';
import { disputeLine } from '../../src/app/dispute-line.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { Conflict, Forbidden, NotFound } from '../../src/app/outcome.ts';
import { amendmentsSeen, readEditionLines, rowsSeen, waitingDisputes } from '../../src/app/read-edition.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { listEditions, seeEdition } from '../../src/app/see-edition.ts';
import { takeEditionStep } from '../../src/app/take-edition-step.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { EditionState } from '../../src/domain/edition.ts';
import type { StepName } from '../../src/domain/edition-course.ts';
import type { Task } from '../../src/domain/task.ts';
import { fillPeriod } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const LATE = '2026-04-15';
const OPENED = '2026-07-20';
const LAST_DAY = '2026-07-27';
const AFTER = '2026-07-28';

let office: Office;
let tasks: Task[];

/** SNV, STC and STTTT have six tasks each, due on 31/3; all done eleven working days late. */
beforeAll(async () => {
  office = await openOffice();
  tasks = await fillPeriod(office, { SNV: LATE, STC: LATE, STTTT: LATE });
}, 60_000);

afterAll(() => office.close());

function freeze(period: string, reason: string | null = null, day = OPENED): Promise<EditionRow> {
  const asked = { assigner: '38', period, cutoff: '2026-06-30', scheme: DEFAULT_SCHEME, reason };
  return must(freezeRanking(office.house, asked, office.actor('chanhvanphong'), on(day)));
}

function step(id: string, action: StepName, state: EditionState, day: string, who = 'chanhvanphong') {
  return takeEditionStep(office.house, id, { action, state }, office.actor(who), on(day));
}

function taskOf(unit: string, at = 0): string {
  return tasks.filter(({ lead }) => lead === unit)[at]!.id;
}

function dispute(id: string, task: string, who: string, day = OPENED) {
  const input = { task, component: 'timeliness', reason: 'Đã nộp đúng hạn bằng văn bản giấy' };
  return disputeLine(office.house, id, input, office.actor(who), on(day));
}

function decide(id: string, decision: object, who = 'chanhvanphong', day = OPENED) {
  const input = { reason: 'Có công văn kèm theo', ...decision };
  return decideDispute(office.house, id, input, office.actor(who), on(day));
}

async function noticesOf(edition: string): Promise<string[]> {
  const rows = await office.house.connection.collection('notices').find({ edition }).toArray();
  return rows.map((row) => `${row['kind']} ${row['person']}`).sort();
}

async function opened(period: string): Promise<EditionRow> {
  const { _id } = await freeze(period);
  return must(step(_id, 'open', 'draft', OPENED));
}

describe('an edition without disputes', () => {
  it('goes from draft to published, telling the units when it opens and when it is published', async () => {
    const draft = await freeze('2026-Q1');
    const open = await must(step(draft._id, 'open', 'draft', OPENED));
    expect([open.state, open.disputesUntil]).toEqual(['open', LAST_DAY]);
    expect(await step(draft._id, 'finish', 'open', LAST_DAY)).toEqual({
      ok: false,
      refused: 'disputesClosed',
    });
    const final = await must(step(draft._id, 'finish', 'open', AFTER));
    expect([final._id, final.state]).toEqual([draft._id, 'final']);
    const published = await must(step(draft._id, 'publish', 'final', AFTER));
    expect(published.course.map(({ state, by }) => [state, by])).toEqual([
      ['draft', 'chanhvanphong'],
      ['open', 'chanhvanphong'],
      ['final', 'chanhvanphong'],
      ['published', 'chanhvanphong'],
    ]);
    const told = await noticesOf(draft._id);
    expect(told).toContain('editionOpened snv.head');
    expect(told).toContain('editionPublished 384.clerk');
    expect(told.filter((one) => one.endsWith('snv.clerk'))).toHaveLength(2);
    expect(told.some((one) => one.endsWith('.staff'))).toBe(false);
    expect((await recomputeRanking(office.house, draft._id)).same).toBe(true);
  });

  it('is corrected after its publication by a new edition alone, with a reason', async () => {
    const asked = {
      assigner: '38',
      period: '2026-Q1',
      cutoff: '2026-06-30',
      scheme: DEFAULT_SCHEME,
      reason: null,
    };
    const without = await freezeRanking(office.house, asked, office.actor('chanhvanphong'), on(AFTER));
    expect(without).toEqual({ ok: false, faults: [{ field: 'reason', code: 'required' }] });
    const before = (await listEditions(office.house, office.actor('snv.head'), undefined)).find(
      ({ period }) => period === '2026-Q1',
    )!;
    const next = await freeze('2026-Q1', 'Sót nhiệm vụ', AFTER);
    expect([next.edition, next.replaces, next.state]).toEqual([2, before._id, 'draft']);
    const seen = await seeEdition(office.house, before._id, office.actor('snv.head'));
    expect([seen.replaced, seen.replacedBy]).toEqual([true, null]);
    const leader = await seeEdition(office.house, before._id, office.actor('chutich'));
    expect(leader.replacedBy?._id).toBe(next._id);
  });
});

describe('a step that is asked for', () => {
  it.each([
    ['vanphong', Forbidden],
    ['chutich', Forbidden],
    ['quantri', Forbidden],
    ['snv.head', NotFound],
    ['384.chanhvanphong', NotFound],
  ])('by %s of a draft is answered with %o', async (who, kind) => {
    const { _id } = await freeze('2026-02');
    await expect(step(_id, 'open', 'draft', OPENED, who)).rejects.toBeInstanceOf(kind);
  });

  it('of a state that it is not in any more is stale', async () => {
    const { _id } = await opened('2026-01');
    await expect(step(_id, 'open', 'draft', OPENED)).rejects.toBeInstanceOf(Conflict);
  });

  it('of an edition that a newer one follows is refused', async () => {
    const first = await freeze('2026-05');
    await freeze('2026-05');
    expect(await step(first._id, 'open', 'draft', OPENED)).toEqual({ ok: false, refused: 'newestEdition' });
  });
});

describe('a dispute', () => {
  it('is taken of a line of one’s own unit while the edition is open, and told to the head of the Office', async () => {
    const { _id } = await opened('2026-03');
    const row = await must(dispute(_id, taskOf('SNV'), 'snv.clerk', LAST_DAY));
    expect(row).toMatchObject({ unit: 'SNV', state: 'waiting', line: { daysLate: 11 } });
    expect(await noticesOf(_id)).toContain('lineDisputed chanhvanphong');
    expect(await dispute(_id, taskOf('SNV', 1), 'snv.head', AFTER)).toEqual({
      ok: false,
      refused: 'disputesOver',
    });
    await expect(dispute(_id, taskOf('SNV'), 'snv.head')).rejects.toBeInstanceOf(Conflict);
    const foreign = { ok: false, faults: [{ field: 'task', code: 'noSuchLine' }] };
    expect(await dispute(_id, taskOf('STC'), 'snv.head')).toEqual(foreign);
    await expect(dispute(_id, taskOf('SNV', 1), 'snv.staff')).rejects.toBeInstanceOf(Forbidden);
    await expect(dispute(_id, taskOf('SNV', 1), 'vanphong')).rejects.toBeInstanceOf(Forbidden);
    await expect(decide(row._id, { verdict: 'stands' }, 'vanphong')).rejects.toBeInstanceOf(Forbidden);
    await expect(decide(row._id, { verdict: 'stands' }, 'snv.head')).rejects.toBeInstanceOf(Forbidden);
    await expect(decide(row._id, { verdict: 'stands' }, 'stc.head')).rejects.toBeInstanceOf(NotFound);
    expect(await step(_id, 'finish', 'open', AFTER)).toEqual({ ok: false, refused: 'noDisputeWaits' });
    await must(decide(row._id, { verdict: 'stands' }));
    await expect(decide(row._id, { verdict: 'leftOut' })).rejects.toBeInstanceOf(Conflict);
    expect(await noticesOf(_id)).toEqual(
      expect.arrayContaining(['disputeRejected snv.clerk', 'disputeRejected snv.head']),
    );
    const final = await must(step(_id, 'finish', 'open', AFTER));
    expect([final._id, final.state, final.amendments]).toEqual([_id, 'final', []]);
  });

  it('of an edition that is still a draft is of nothing there is', async () => {
    const { _id } = await freeze('2026-04');
    await expect(dispute(_id, taskOf('SNV'), 'snv.head')).rejects.toBeInstanceOf(NotFound);
  });

  it('is never decided by who asked, whatever posts he holds', async () => {
    const { _id } = await opened('2026');
    const row = await must(dispute(_id, taskOf('STC'), 'stc.head'));
    const both = { ...office.actor('stc.head'), posts: [{ role: 'officeHead', unit: '38' } as const] };
    const decision = decideDispute(
      office.house,
      row._id,
      { verdict: 'stands', reason: 'x' },
      both,
      on(OPENED),
    );
    await expect(decision).rejects.toBeInstanceOf(Forbidden);
  });

  it.each([
    [{ verdict: 'otherDays' }, 'daysLate', 'required'],
    [{ verdict: 'leftOut', daysLate: 1 }, 'daysLate', 'daysWithoutVerdict'],
    [{ verdict: 'x' }, 'verdict', 'notOneOf'],
    [{ verdict: 'otherDays', daysLate: -1 }, 'daysLate', 'outOfRange'],
  ])('decided with %o is a fault at %s: %s', async (decision, field, code) => {
    const [waiting] = await waitingDisputes(office.house, office.actor('vanphong'));
    const outcome = await decide(waiting!._id, decision);
    expect(outcome).toMatchObject({ ok: false, faults: [{ field, code }] });
  });
});

describe('what was accepted', () => {
  it('makes a new edition of the same ledger, recomputed to the same bytes; the old one stays as it was', async () => {
    const { _id, sha256, result } = await opened('2026-H1');
    const [left, changed] = [taskOf('SNV', 0), taskOf('SNV', 1)];
    const first = await must(dispute(_id, left, 'snv.head'));
    const second = await must(dispute(_id, changed, 'snv.clerk'));
    const refused = await must(dispute(_id, taskOf('STC'), 'stc.head'));
    await must(decide(first._id, { verdict: 'leftOut' }));
    await must(decide(second._id, { verdict: 'otherDays', daysLate: 0 }));
    await must(decide(refused._id, { verdict: 'stands' }));
    const final = await must(step(_id, 'finish', 'open', AFTER));
    const reason = 'Có công văn kèm theo';
    const line = { unit: 'SNV', component: 'timeliness', reason };
    expect(final).toMatchObject({
      edition: 2,
      replaces: _id,
      reason: 'theo kết quả rà soát',
      state: 'final',
      facts: 17,
      amendments: [
        { ...line, task: left, daysLate: null, dispute: first._id },
        { ...line, task: changed, daysLate: 0, dispute: second._id },
      ],
    });
    expect(final.sha256).not.toBe(sha256);
    const tasksOf = (rows: EditionRow['result']) => rows.find(({ unit }) => unit === 'SNV')!.tasks;
    expect([tasksOf(result), tasksOf(final.result)]).toEqual([6, 5]);
    expect((await recomputeRanking(office.house, final._id)).same).toBe(true);
    expect((await recomputeRanking(office.house, _id)).same).toBe(true);
    const editions = office.house.connection.collection('editions');
    await editions.updateOne({ _id: final._id as never }, { $set: { 'amendments.1.daysLate': 1 } });
    expect((await recomputeRanking(office.house, final._id)).same).toBe(false);
    await editions.updateOne({ _id: final._id as never }, { $set: { 'amendments.1.daysLate': 0 } });
    const old = await seeEdition(office.house, _id, office.actor('snv.head'));
    expect([old.edition.state, old.replacedBy?._id]).toEqual(['open', final._id]);
    expect(await dispute(_id, taskOf('STTTT'), 'stttt.head')).toEqual({
      ok: false,
      refused: 'notOpenForDisputes',
    });
    await expect(step(_id, 'finish', 'open', AFTER)).resolves.toEqual({
      ok: false,
      refused: 'newestEdition',
    });
    const published = await must(step(final._id, 'publish', 'final', AFTER));
    expect(published.state).toBe('published');
  });

  it('is seen by each as far as its lines are', async () => {
    const { house, actor } = office;
    const [edition] = (await listEditions(house, actor('chutich'), undefined)).filter(
      ({ period, state }) => period === '2026-H1' && state === 'published',
    );
    const seen = async (who: string) => {
      const one = await seeEdition(house, edition!._id, actor(who));
      return [rowsSeen(one).length, amendmentsSeen(one).length];
    };
    expect(await seen('chutich')).toEqual([edition!.units.length, 2]);
    expect(await seen('snv.staff')).toEqual([edition!.units.length, 2]);
    expect(await seen('stc.head')).toEqual([edition!.units.length, 0]);
    const foreign = readEditionLines(house, edition!._id, 'SNV', actor('stc.head'));
    await expect(foreign).rejects.toBeInstanceOf(NotFound);
    const own = await readEditionLines(house, edition!._id, 'SNV', actor('snv.staff'));
    expect(own.lines.map(({ daysLate }) => daysLate)).toEqual([11, 11, 11, 11, 0]);
    const before = await readEditionLines(house, edition!.replaces!, 'SNV', actor('snv.staff'));
    expect(rowsSeen(before).map(({ unit }) => unit)).toEqual(['SNV']);
    expect(before.lines.flatMap(({ dispute: one }) => one?.state ?? [])).toEqual(['accepted', 'accepted']);
  });
});
