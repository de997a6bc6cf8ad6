import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adjustScore, readAdjustments, revokeAdjustment } from '../../src/app/adjust-scores.ts';
import { enterFigures } from '../../src/app/enter-figures.ts';
import { adjustmentsInForce, figuresInForce } from '../../src/app/figures-in-force.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { Conflict, Forbidden, NotFound } from '../../src/app/outcome.ts';
import { readFigures } from '../../src/app/read-figures.ts';
import { rankingOf, rankingWithLines, readRankingLines } from '../../src/app/read-ranking.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { parsePeriod } from '../../src/domain/period.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const run = promisify(execFile);
const DIGITAL = 'Chuyển đổi số';
const PAPER = { notation: '12/BC-STTTT', issuedOn: '2026-04-05' };
/** Of the criterion alone: beside tasks, of which there are none here, figures rank nobody. */
const SCHEME: Scheme = {
  ...DEFAULT_SCHEME,
  leastWeight: 1,
  adjustmentMost: 300,
  components: [{ name: DIGITAL, weight: 1 }],
};

let office: Office & { uri: string };

beforeAll(async () => {
  office = await openOffice();
}, 60_000);

afterAll(() => office.close());

function entry(month: string, points: Record<string, number | string | null>, more: object = {}) {
  const figures = Object.entries(points).map(([unit, value]) => ({ unit, points: value }));
  return { criterion: DIGITAL, month, document: PAPER, figures, ...more };
}

function enter(input: unknown, who = 'vanphong', day = '2026-04-10') {
  return enterFigures(office.house, input, office.actor(who), on(day));
}

function read(period: string, who = 'vanphong') {
  return must(readFigures(office.house, { period }, office.actor(who), on('2026-06-30')));
}

function penalty(more: object = {}) {
  return { unit: 'STC', on: '2026-Q2', points: '-1,5', document: PAPER, reason: 'Chậm báo cáo', ...more };
}

function adjust(input: unknown, who = 'chanhvanphong', day = '2026-04-10') {
  return adjustScore(office.house, input, office.actor(who), on(day));
}

describe('a figure of another body', () => {
  it('is kept in hundredths as people write it, once, and by whom', async () => {
    const rows = await must(enter(entry('2025-01', { SNV: '87,5', STC: 90 })));
    expect(rows.map(({ unit, points, number, by }) => [unit, points, number, by])).toEqual([
      ['SNV', 8750, 1, 'vanphong'],
      ['STC', 9000, 1, 'vanphong'],
    ]);
    expect(await must(enter(entry('2025-01', { SNV: '87.50' })))).toEqual([]);
  });

  it('is corrected by a row that names it, with a reason', async () => {
    const [first] = await must(enter(entry('2025-02', { SNV: 10 })));
    const corrected = entry('2025-02', { SNV: 20 });
    expect(await enter(corrected)).toEqual({
      ok: false,
      faults: [{ field: 'reason', code: 'correctionReason' }],
    });
    const [second] = await must(enter({ ...corrected, reason: 'Nhập nhầm' }));
    expect(second).toMatchObject({ points: 2000, number: 2, replaces: first?._id, reason: 'Nhập nhầm' });
    expect((await read('2025-02')).figures.map(({ points }) => points)).toEqual([2000]);
  });

  it('is missing once it is taken back, and no zero', async () => {
    await must(enter(entry('2025-03', { SNV: 10 })));
    await must(enter(entry('2025-03', { SNV: null }, { reason: 'Nhầm đơn vị' })));
    expect((await read('2025-03')).figures).toEqual([]);
  });

  it('is taken back once, whatever paper says so again', async () => {
    await must(enter(entry('2025-06', { SNV: 10 })));
    await must(enter(entry('2025-06', { SNV: null }, { reason: 'Nhầm đơn vị' })));
    const again = { document: { ...PAPER, notation: '13/BC-STTTT' } };
    expect(await must(enter(entry('2025-06', { SNV: null }, again)))).toEqual([]);
  });

  it('has its document corrected as its points are', async () => {
    const [first] = await must(enter(entry('2025-07', { SNV: 10 }, { reason: 'Lần đầu' })));
    expect(first?.reason).toBeNull();
    const again = { document: { ...PAPER, notation: '13/BC-STTTT' }, reason: 'Văn bản thay thế' };
    const [second] = await must(enter(entry('2025-07', { SNV: 10 }, again)));
    expect(second).toMatchObject({ points: 1000, number: 2, document: { notation: '13/BC-STTTT' } });
  });

  it('is written by one of two who enter it at the same moment', async () => {
    const both = await Promise.allSettled([1, 2].map((n) => enter(entry('2025-04', { SNV: n }))));
    const lost = both.filter((one) => one.status === 'rejected' || !one.value.ok);
    expect(lost).toHaveLength(1);
    const [only] = lost;
    if (only?.status === 'rejected') expect(only.reason).toBeInstanceOf(Conflict);
  });

  it.each([
    ['above 100', entry('2026-03', { SNV: '100,01' }), 'figures.0.points', 'figureRange'],
    ['below 0', entry('2026-03', { STC: 1, SNV: -1 }), 'figures.1.points', 'figureRange'],
    ['with three decimals', entry('2026-03', { SNV: '1,234' }), 'figures.0.points', 'notPoints'],
    ['in words', entry('2026-03', { SNV: 'tốt' }), 'figures.0.points', 'notPoints'],
    ['of a unit that is none', entry('2026-03', { XYZ: 1 }), 'figures.0.unit', 'noSuchUnit'],
    ['of a unit that ended before', entry('2026-03', { CU: 1 }), 'figures.0.unit', 'noSuchUnit'],
    [
      'of a unit twice',
      { ...entry('2026-03', {}), figures: ['SNV', 'SNV'].map((unit) => ({ unit, points: 1 })) },
      'figures.1.unit',
      'unitTwice',
    ],
    ['of a month to come', entry('2026-05', { SNV: 1 }), 'month', 'monthAhead'],
    ['of a month that is none', entry('2026-13', { SNV: 1 }), 'month', 'wrongForm'],
    [
      'by a document of tomorrow',
      entry('2026-03', { SNV: 1 }, { document: { ...PAPER, issuedOn: '2026-04-11' } }),
      'document.issuedOn',
      'dayAhead',
    ],
  ])('is refused %s', async (_, input, field, code) => {
    expect(await enter(input)).toMatchObject({ ok: false, faults: [{ field, code }] });
  });

  it.each(['snv.head', 'chutich', 'thanhtra', 'quantri'])('is not entered by %s', async (who) => {
    await expect(enter(entry('2026-03', { SNV: 1 }), who)).rejects.toBeInstanceOf(Forbidden);
  });

  it('is seen by its unit and by no other', async () => {
    expect((await read('2025-01', 'snv.clerk')).figures.map(({ unit }) => unit)).toEqual(['SNV']);
    expect((await read('2025-01', '384.head')).figures).toEqual([]);
  });

  it('counts as it stood at the end of a day', async () => {
    await must(enter(entry('2025-05', { SNV: 10 }), 'vanphong', '2026-04-06'));
    await must(enter(entry('2025-05', { SNV: 20 }, { reason: 'Sửa' })));
    const at = async (day: string) => {
      const period = parsePeriod('2025-05')!;
      const asked = { assigner: '38', period, day, moment: null };
      const found = await figuresInForce(office.house, asked, SCHEME, new Set(['SNV']));
      return found.map(({ points }) => points);
    };
    expect([await at('2026-04-05'), await at('2026-04-06'), await at('2026-04-10')]).toEqual([
      [],
      [10],
      [20],
    ]);
  });

  it('counts by the criteria of the scheme, and of the units that are asked for', async () => {
    await must(enter(entry('2025-08', { SNV: 10, STC: 20 })));
    await must(enter({ ...entry('2025-08', { SNV: 30 }), criterion: 'Hài lòng của người dân' }));
    const asked = { assigner: '38', period: parsePeriod('2025-08')!, day: '2026-04-10', moment: null };
    const found = async (units: string[]) => {
      const figures = await figuresInForce(office.house, asked, SCHEME, new Set(units));
      return figures.map(({ unit, points }) => [unit, points]);
    };
    expect(await found(['SNV'])).toEqual([['SNV', 10]]);
    expect((await found(['SNV', 'STC'])).sort()).toEqual([
      ['SNV', 10],
      ['STC', 20],
    ]);
  });
});

describe('bonus and penalty', () => {
  it('are kept until they are revoked, which is said and done once', async () => {
    const { _id } = await must(adjust(penalty({ on: '2025-Q2' })));
    const revoke = () =>
      revokeAdjustment(
        office.house,
        _id,
        { reason: 'Đã báo cáo' },
        office.actor('chanhvanphong'),
        on('2026-04-11'),
      );
    await must(revoke());
    await expect(revoke()).rejects.toBeInstanceOf(Conflict);
    const seen = await must(readAdjustments(office.house, { period: '2025-H1' }, office.actor('stc.head')));
    expect(seen.items).toMatchObject([{ points: -150, revoked: { reason: 'Đã báo cáo' } }]);
    const other = await must(readAdjustments(office.house, { period: '2025' }, office.actor('snv.head')));
    expect(other.items).toEqual([]);
  });

  it('stand in every period that holds theirs whole, from the day they were given until they are revoked', async () => {
    const { _id } = await must(adjust(penalty({ on: '2023-Q2' }), 'chanhvanphong', '2026-04-06'));
    await must(adjust(penalty({ on: '2023-05-04', points: 2, unit: 'SNV' }), 'chanhvanphong', '2026-04-06'));
    const head = office.actor('chanhvanphong');
    await must(revokeAdjustment(office.house, _id, { reason: 'Đã báo cáo' }, head, on('2026-04-08')));
    const inForce = async (period: string, day: string, units = ['SNV', 'STC'], most = 300) => {
      const asked = { assigner: '38', period: parsePeriod(period)!, day, moment: null };
      const scheme = { ...SCHEME, adjustmentMost: most };
      const found = await adjustmentsInForce(office.house, asked, scheme, new Set(units));
      return found.map(({ unit, points }) => `${unit} ${points}`).sort();
    };
    expect(await inForce('2023', '2026-04-05')).toEqual([]);
    expect(await inForce('2023', '2026-04-07')).toEqual(['SNV 2', 'STC -1.5']);
    expect(await inForce('2023', '2026-04-08')).toEqual(['SNV 2']);
    expect(await inForce('2023-05', '2026-04-07')).toEqual(['SNV 2']);
    expect(await inForce('2023-Q3', '2026-04-07')).toEqual([]);
    expect(await inForce('2023-H1', '2026-04-07', ['STC'])).toEqual(['STC -1.5']);
    expect(await inForce('2023', '2026-04-07', ['SNV', 'STC'], 0)).toEqual([]);
  });

  it('are listed for the periods that hold theirs whole', async () => {
    await must(adjust(penalty({ on: '2022-Q2' })));
    const listed = async (period: string) => {
      const read = await must(readAdjustments(office.house, { period }, office.actor('vanphong')));
      return read.items.length;
    };
    expect([await listed('2022'), await listed('2022-Q2'), await listed('2022-05')]).toEqual([1, 1, 0]);
  });

  it.each([
    ['of nothing', penalty({ points: 0 }), 'points', 'adjustmentRange'],
    ['of more than a score has', penalty({ points: 101 }), 'points', 'adjustmentRange'],
    ['for a unit that is none', penalty({ unit: 'XYZ' }), 'unit', 'noSuchUnit'],
    ['for no day and no period', penalty({ on: 'tháng ba' }), 'on', 'notDayOrPeriod'],
    ['without a document', penalty({ document: undefined }), 'document', 'required'],
    [
      'by a document of tomorrow',
      penalty({ document: { ...PAPER, issuedOn: '2026-04-11' } }),
      'document.issuedOn',
      'dayAhead',
    ],
  ])('are refused %s', async (_, input, field, code) => {
    expect(await adjust(input)).toMatchObject({ ok: false, faults: [{ field, code }] });
  });

  it('are given by the head of the Office alone', async () => {
    await expect(adjust(penalty(), 'vanphong')).rejects.toBeInstanceOf(Forbidden);
    const { _id } = await must(adjust(penalty({ on: '2024' })));
    const foreign = revokeAdjustment(
      office.house,
      _id,
      { reason: 'x' },
      office.actor('384.chanhvanphong'),
      on('2026-04-10'),
    );
    await expect(foreign).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a ranking with an external criterion', () => {
  const period = parsePeriod('2026-H1')!;
  const setting = { assigner: '38', period, scheme: SCHEME, today: '2026-06-30', past: true };

  beforeAll(async () => {
    await must(enter(entry('2026-01', { SNV: 80, STC: 90, STTTT: '72,25', VP: 50 })));
    await must(enter(entry('2026-02', { SNV: 100 })));
    await must(adjust(penalty()));
    await must(adjust(penalty({ unit: 'SNV', on: '2026-03-02', points: 5 })));
  });

  it('is the mean of the months that came in, drawn to the group, with bonus and penalty within bounds', async () => {
    const { rows, adjustments } = await rankingOf(office.house, setting);
    // Of the departments: four figures, mean 342,25 / 4 = 85,5625; drawn by κ = 10.
    // SNV (180 + 855,625) / 12 + 3, STC (90 + 855,625) / 11 − 1,5, STTTT (72,25 + 855,625) / 11.
    expect(rows.filter(({ rank }) => rank !== null).map(({ unit, score }) => [unit, score])).toEqual([
      ['SNV', 893021],
      ['STC', 844659],
      ['STTTT', 843523],
    ]);
    expect(adjustments.map(({ unit, points }) => [unit, points])).toEqual([
      ['SNV', 5],
      ['STC', -1.5],
    ]);
  });

  it('gives with each row all that it is computed from', async () => {
    const asked = { period: '2026-H1', assigner: '38', scheme: SCHEME, asOf: '2026-06-30', group: null };
    const { items } = await must(rankingWithLines(office.house, asked, on('2026-07-20')));
    const of = (code: string) => {
      const { lines, adjustments } = items.find(({ unit }) => unit === code)!;
      return [lines.map((line) => [line.code, line.points]), adjustments.map(({ points }) => points)];
    };
    expect(of('SNV')).toEqual([
      [
        ['2026-01', 80],
        ['2026-02', 100],
      ],
      [5],
    ]);
    expect(of('STC')).toEqual([[['2026-01', 90]], [-1.5]]);
    expect(of('STTTT')).toEqual([[['2026-01', 72.25]], []]);
  });

  it('has no figure under a scheme that does not name the criterion', async () => {
    const asked = { period: '2026-H1', unit: 'SNV' };
    const { lines } = await must(
      readRankingLines(office.house, asked, office.actor('chutich'), on('2026-06-30')),
    );
    expect(lines).toEqual([]);
  });

  it('is frozen with them, recomputed to the same bytes whatever comes in later, and to the same rows in Python', async () => {
    const asked = { assigner: '38', period: '2026-H1', cutoff: '2026-06-30', scheme: SCHEME, reason: null };
    const edition = await must(
      freezeRanking(office.house, asked, office.actor('chanhvanphong'), on('2026-07-20')),
    );
    await must(enter(entry('2026-01', { SNV: 1 }, { reason: 'Sửa' }), 'vanphong', '2026-07-21'));
    const live = await rankingOf(office.house, setting);
    expect(edition.result.map(({ score }) => score)).toEqual(
      live.rows.map(({ score }) => (score === null ? null : score / 10_000)),
    );
    expect(edition.figures).toHaveLength(5);
    expect(await recomputeRanking(office.house, edition._id)).toMatchObject({ same: true });
    const directory = await mkdtemp(join(tmpdir(), 'dondoc-figures-'));
    try {
      const dondoc = (...words: string[]) =>
        run(process.execPath, ['src/cli.ts', ...words], {
          env: { PATH: process.env['PATH'], MONGODB_URI: office.uri, DATA_DIR: directory },
        });
      await dondoc('ranking', 'export', edition._id, directory);
      const files = ['facts.json', 'scheme.json'].map((name) => join(directory, name));
      const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
      expect(JSON.parse((await dondoc('ranking', 'score', ...files, '--json')).stdout)).toEqual(result);
      expect(JSON.parse((await run('python3', ['tools/recompute.py', ...files])).stdout)).toEqual(result);
    } finally {
      await rm(directory, { recursive: true });
    }
  }, 60_000);
});
