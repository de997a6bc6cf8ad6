import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideDispute } from '../../src/app/decide-dispute.ts';
import { disputeLine } from '../../src/app/dispute-line.ts';
import { Conflict, Forbidden, NotFound } from '../../src/app/outcome.ts';
import { readEditionLines } from '../../src/app/read-edition.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { takeEditionStep } from '../../src/app/take-edition-step.ts';
import { downloadFile, uploadFile } from '../../src/app/upload-file.ts';
import type { DisputeRow } from '../../src/db/dispute-store.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { commandLine } from '../support/command.ts';
import { DIGITAL, OPENED, openWithFigures } from '../support/figures.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const run = promisify(execFile);
const AFTER = '2026-07-28';

let office: Office & { uri: string };
let edition: EditionRow;
let penalty: string;
let bonus: string;

beforeAll(async () => {
  office = await openOffice();
  ({ edition, penalty, bonus } = await openWithFigures(office));
}, 60_000);

afterAll(() => office.close());

function dispute(line: object, who = 'snv.clerk', more: object = {}) {
  const input = { reason: 'Số liệu không đúng', ...line, ...more };
  return disputeLine(office.house, edition._id, input, office.actor(who), on(OPENED));
}

function decide({ _id }: DisputeRow, decision: object) {
  const input = { reason: 'Đúng như báo cáo', ...decision };
  return decideDispute(office.house, _id, input, office.actor('chanhvanphong'), on(OPENED));
}

const march = { component: DIGITAL, month: '2026-03' };
const february = { component: DIGITAL, month: '2026-02' };

describe('a line that is no task’s', () => {
  it.each([
    ['a month without a figure', { component: DIGITAL, month: '2026-01' }, 'task', 'noSuchLine'],
    ['a component without figures', { component: 'timeliness', month: '2026-03' }, 'task', 'noSuchLine'],
    ['a month without a component', { month: '2026-03' }, 'component', 'required'],
    ['nothing', {}, 'task', 'required'],
    ['an adjustment that is not there', { adjustment: 'f'.repeat(24) }, 'task', 'noSuchLine'],
    ['two lines at once', { ...march, adjustment: 'f'.repeat(24) }, 'task', 'noSuchLine'],
    ['a line of another unit', { ...march, unit: 'STC' }, 'task', 'noSuchLine'],
  ])('is not disputed as %s', async (_, line, field, code) => {
    expect(await dispute(line)).toEqual({ ok: false, faults: [{ field, code }] });
  });

  it('is disputed once, by its own unit, and marked until it is decided', async () => {
    expect(await dispute({ adjustment: penalty }, 'stc.head')).toMatchObject({ ok: false });
    const asked = await must(dispute(march));
    expect(asked).toMatchObject({ unit: 'SNV', month: '2026-03', task: null, line: { points: 60 } });
    await expect(dispute(march)).rejects.toBeInstanceOf(Conflict);
    await must(dispute(february));
    await must(dispute({ adjustment: penalty }));
    const seen = await readEditionLines(office.house, edition._id, 'SNV', office.actor('snv.staff'));
    const states = seen.lines
      .filter(({ task }) => task === null)
      .map((line) => [line.code, line.dispute?.state]);
    expect(states).toEqual([
      ['2026-02', 'waiting'],
      ['2026-03', 'waiting'],
    ]);
    expect(seen.adjustments.map(({ points, dispute: one }) => [points, one?.state])).toEqual([
      [-2, 'waiting'],
      [0.5, undefined],
    ]);
  });

  it('may have evidence, which whoever sees the dispute sees', async () => {
    const content = Readable.from([Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')]);
    const arriving = { name: 'căn cứ.pdf', content, wasCut: () => false };
    const file = await must(uploadFile(office.house, arriving, office.actor('snv.clerk'), on(OPENED)));
    const row = await must(dispute({ adjustment: bonus }, 'snv.clerk', { files: [file._id] }));
    expect(row.files).toMatchObject([{ id: file._id }]);
    const seenBy = (who: string) => downloadFile(office.house, file._id, office.actor(who));
    for (const who of ['snv.head', 'chanhvanphong', 'chutich']) {
      expect((await seenBy(who)).row.dispute).toBe(row._id);
    }
    for (const who of ['stc.head', '384.vanphong', 'quantri']) {
      await expect(seenBy(who)).rejects.toBeInstanceOf(NotFound);
    }
  });
});

describe('the decision on it', () => {
  const waiting = async (key: object) => {
    const found = await office.house.connection
      .collection('disputes')
      .findOne({ edition: edition._id, ...key });
    return found as unknown as DisputeRow;
  };

  it.each([
    ['days', { verdict: 'otherDays', daysLate: 1 }, 'verdict', 'countsNoDays'],
    ['no points', { verdict: 'otherPoints' }, 'points', 'required'],
    [
      'points of a figure that there are none of',
      { verdict: 'otherPoints', points: 101 },
      'points',
      'figureRange',
    ],
    ['points of three decimals', { verdict: 'otherPoints', points: '1,234' }, 'points', 'notPoints'],
    ['points beside another verdict', { verdict: 'leftOut', points: 1 }, 'points', 'pointsWithoutVerdict'],
  ])('is refused with %s', async (_, decision, field, code) => {
    expect(await decide(await waiting({ month: '2026-03' }), decision)).toMatchObject({
      ok: false,
      faults: [{ field, code }],
    });
  });

  it('has no points of nought for a bonus or penalty, and none at all for a task', async () => {
    const nought = await decide(await waiting({ adjustment: penalty }), {
      verdict: 'otherPoints',
      points: 0,
    });
    expect(nought).toMatchObject({ faults: [{ field: 'points', code: 'adjustmentRange' }] });
    const seen = await readEditionLines(office.house, edition._id, 'STC', office.actor('stc.head'));
    const { task, component } = seen.lines.find((line) => line.task !== null)!;
    const row = await must(dispute({ task, component }, 'stc.head'));
    const refused = await decide(row, { verdict: 'otherPoints', points: 5 });
    expect(refused).toMatchObject({ faults: [{ field: 'verdict', code: 'countsNoPoints' }] });
    await must(decide(row, { verdict: 'stands' }));
    await expect(
      decideDispute(office.house, row._id, {}, office.actor('snv.head'), on(OPENED)),
    ).rejects.toSatisfy((error) => error instanceof Forbidden || error instanceof NotFound);
  });

  it('takes effect as for tasks: a new edition of other figures and adjustments, recomputed to the same bytes', async () => {
    await must(decide(await waiting({ month: '2026-03' }), { verdict: 'otherPoints', points: '95,5' }));
    await must(decide(await waiting({ month: '2026-02' }), { verdict: 'leftOut' }));
    await must(decide(await waiting({ adjustment: penalty }), { verdict: 'leftOut' }));
    await must(decide(await waiting({ adjustment: bonus }), { verdict: 'otherPoints', points: 1 }));
    const step = { action: 'finish', state: 'open' } as const;
    const actor = office.actor('chanhvanphong');
    const final = await must(takeEditionStep(office.house, edition._id, step, actor, on(AFTER)));
    const figures = final.figures.map(({ unit, month, points }) => [unit, month, points]);
    expect(figures).toEqual([
      ['STC', '2026-02', 90],
      ['SNV', '2026-03', 95.5],
      ['STC', '2026-03', 90],
    ]);
    expect(final.adjustments.map(({ id, points }) => [id, points])).toEqual([[bonus, 1]]);
    expect(final.amendments.map(({ month, adjustment, points }) => [month, adjustment, points])).toEqual([
      ['2026-03', null, 95.5],
      ['2026-02', null, null],
      [null, penalty, null],
      [null, bonus, 1],
    ]);
    const scoreOf = (one: EditionRow) => one.result.find(({ unit }) => unit === 'SNV')!.score!;
    // SNV's tasks 100 each, STC's eleven days late, STTTT's open: timeliness stays as it was, figures and bonus rise.
    // Before: figures Σ 300 of 4, SNV (120 + 750) / 12 = 72.5; after: 275.5 of 3, SNV (95.5 + 918.3333) / 11 = 92.1667.
    expect(scoreOf(final) - scoreOf(edition)).toBeCloseTo((92.1667 - 72.5) / 2 + 1 + 1.5, 3);
    expect((await recomputeRanking(office.house, final._id)).same).toBe(true);
    expect((await recomputeRanking(office.house, edition._id)).same).toBe(true);
    edition = final;
  });

  it('is in what is exported, which Python counts to the same rows', async () => {
    const line = await commandLine(office.uri);
    try {
      const out = join(line.folder, 'out');
      expect((await line.dondoc(AFTER, 'ranking', 'export', edition._id, out)).code).toBe(0);
      const files = ['facts.json', 'scheme.json'].map((name) => join(out, name));
      const counted = JSON.parse((await run('python3', ['tools/recompute.py', ...files])).stdout);
      expect(counted).toEqual(JSON.parse(await readFile(join(out, 'result.json'), 'utf8')));
    } finally {
      await line.remove();
    }
  }, 60_000);
});
