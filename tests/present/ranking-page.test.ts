import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { SHIPPED_SCHEMES } from '../../src/domain/shipped-schemes.ts';
import type { BoardFacts } from '../../src/present/ranking-board.ts';
import { rankingChart } from '../../src/present/ranking-chart.ts';
import type { RankingFacts } from '../../src/present/ranking-facts.ts';
import { rankingModel } from '../../src/present/ranking-page.ts';
import { speechOf } from '../../src/present/score-words.ts';
import { type LineFacts, unitRankingModel } from '../../src/present/unit-ranking-page.ts';
import { translator } from '../../src/present/words.ts';
import { rankedRow } from '../support/ranked-row.ts';

const NAMES: Record<string, string> = { SNV: 'Sở Nội vụ', STC: 'Sở Tài chính', VP: 'Văn phòng' };
const SNV = rankedRow('SNV', 2, 915_050, { rankFrom: 1, rankTo: 4, grade: 'good', tasks: 1234 });
const ROWS = [
  rankedRow('STC', 1, 990_000, { grade: 'excellent' }),
  SNV,
  rankedRow('384', 1, 700_000, { group: 'mountain' }),
  rankedRow('VP', null, null, { group: null, reason: 'verifiesItself' }),
];

const FACTS = {
  ...{ language: 'vi' as const, t: translator('vi'), period: period('2026-Q2'), group: null },
  ...{
    groups: ['departments', 'mountain'],
    rows: ROWS,
    adjustments: [],
    scheme: DEFAULT_SCHEME,
    shipped: null,
  },
  ...{ cutoff: '2026-07-15', hash: 'abc', unitOf: (code: string) => unit(code) },
} as const satisfies RankingFacts;

const RATES = { completion: 0.9, effective: 0.8, onTime: 0.25 };
const BOARD: BoardFacts = {
  earlier: { period: period('2026-Q1'), rows: [rankedRow('STC', 1, 980_000), rankedRow('SNV', 3, 905_000)] },
  rates: (code) =>
    code === 'SNV'
      ? { original: RATES, current: { completion: 0.9, effective: 0.8, onTime: 0.5 } }
      : undefined,
};

function period(text: string) {
  return { text, from: '2026-01-01', to: '2026-03-31' };
}

function unit(code: string) {
  const name = NAMES[code];
  return name === undefined ? undefined : ({ name } as ReturnType<RankingFacts['unitOf']>);
}

describe('the board', () => {
  it('has a table for each group, with the rows that are ranked', () => {
    const { tables } = rankingModel(FACTS, BOARD);
    expect(tables.map(({ caption, rows }) => [caption, rows.map((row) => [row.rank, row.unit])])).toEqual([
      [
        'Sở, ban, ngành',
        [
          ['1', 'Sở Tài chính'],
          ['2', 'Sở Nội vụ'],
        ],
      ],
      ['Huyện miền núi', [['1', '384']]],
    ]);
  });

  it('says of a unit its rank, score, interval and grade, its rates under both deadlines, and what changed', () => {
    expect(rankingModel(FACTS, BOARD).tables[0]?.rows[1]).toEqual({
      rank: '2',
      unit: 'Sở Nội vụ',
      href: '/ranking/SNV?period=2026-Q2',
      score: '91,51',
      range: 'khoảng 1 đến 4',
      grade: 'Hoàn thành tốt nhiệm vụ',
      tasks: '1.234',
      interval: '90,27 – 92,74',
      change: 'lên 1 hạng, +1,01 điểm',
      strict: '25,0\u00a0%',
      adjusted: '50,0\u00a0%',
    });
  });

  it('names the period with which it compares, and none where there is none', () => {
    const headings = (board: BoardFacts) => rankingModel(FACTS, board).tables.map(({ before }) => before);
    expect(headings(BOARD)[0]).toBe('So với kỳ trước (quý 1/2026)');
    expect(headings({ ...BOARD, earlier: null })[0]).toBe('So với kỳ trước (–)');
  });

  it('sets apart whoever has no rank, with the reason', () => {
    expect(rankingModel(FACTS, BOARD).apart).toEqual([
      {
        unit: 'Văn phòng',
        href: '/ranking/VP?period=2026-Q2',
        reason: 'Không xếp hạng: cơ quan này theo dõi và xác nhận nhiệm vụ của cả khối',
      },
    ]);
  });

  it('has of each group its own chart, of the period and scheme that are looked at', () => {
    const charts = rankingModel({ ...FACTS, shipped: 'kpi' }, BOARD).tables.map(({ chart }) => chart?.src);
    expect(charts).toEqual([
      '/charts/ranking.svg?period=2026-Q2&group=departments&scheme=kpi',
      '/charts/ranking.svg?period=2026-Q2&group=mountain&scheme=kpi',
    ]);
    const groupless = { ...FACTS, rows: [rankedRow('VP', 1, 900_000, { group: null })] };
    expect(rankingModel(groupless, BOARD).tables).toMatchObject([{ id: 'group-none', chart: null }]);
  });

  it('leads to the other groups, schemes and periods, each keeping what else was chosen', () => {
    const { groups, schemes, periods } = rankingModel({ ...FACTS, group: 'mountain', shipped: 'kpi' }, BOARD);
    expect(groups?.links.map(({ href, current }) => [href, current])).toEqual([
      ['/ranking?period=2026-Q2&scheme=kpi', false],
      ['/ranking?period=2026-Q2&group=departments&scheme=kpi', false],
      ['/ranking?period=2026-Q2&group=mountain&scheme=kpi', true],
    ]);
    expect(schemes.links.map(({ href, current }) => [href, current])).toEqual([
      ['/ranking?period=2026-Q2&group=mountain', false],
      ['/ranking?period=2026-Q2&group=mountain&scheme=default', false],
      ['/ranking?period=2026-Q2&group=mountain&scheme=report', false],
      ['/ranking?period=2026-Q2&group=mountain&scheme=kpi', true],
    ]);
    expect(periods.links.find(({ text }) => text === '2025')?.href).toBe(
      '/ranking?period=2025&group=mountain&scheme=kpi',
    );
    expect(periods.links.map(({ text }) => text)).not.toContain('2027');
    const past = { ...FACTS, period: { text: '2025', from: '2025-01-01', to: '2025-12-31' } };
    expect(rankingModel(past, BOARD).periods.links.map(({ text }) => text)).toContain('2026');
  });

  it('offers no choice where there is one group only', () => {
    expect(rankingModel({ ...FACTS, groups: ['mountain'] }, BOARD).groups).toBe(null);
  });

  it('says how it was counted, as of when, what is wrong with that, and its proof', () => {
    const { about, sentence, flaws, proof } = rankingModel(FACTS, BOARD);
    expect(about).toBe('quý 2/2026, Bộ tiêu chí mặc định, tính đến 15/07/2026');
    expect(sentence).toContain('xét cùng mức chung của khối');
    expect([flaws, proof]).toEqual([[], 'abc']);
    const other = rankingModel({ ...FACTS, scheme: SHIPPED_SCHEMES.report }, BOARD);
    expect(other.sentence).toContain('không xét cùng mức chung của khối');
    expect(other.flaws).not.toEqual([]);
  });
});

describe('the chart of the board', () => {
  it('draws each score within its interval as the table shows it, and nobody without one', () => {
    const rows = [rankedRow('STC', 1, 995_050), SNV, rankedRow('VP', null, null)];
    expect(rankingChart(speechOf(FACTS), rows, (code) => code)).toEqual({
      kind: 'intervals',
      rows: [
        { name: 'STC', text: '99,51', value: 99.505, low: 98.2705, high: 100 },
        { name: 'SNV', text: '91,51', value: 91.505, low: 90.2705, high: 92.7395 },
      ],
    });
  });
});

describe("a unit's page", () => {
  const line = (code: string, more: Partial<LineFacts> = {}): LineFacts => ({
    ...{ task: `t${code}`, code: `38-${code}`, content: 'Báo cáo', issuedOn: null, component: 'timeliness' },
    ...{ kind: 'done', amount: 3, weight: 2, points: 88 },
    ...more,
  });
  const adjustment = (unit: string, reason: string) => ({
    ...{ id: reason, unit, points: -50, on: '2026-06-01', document: '1/QĐ', issuedOn: '2026-06-01', reason },
  });

  it('leads back to the board, and to itself in other periods, by the scheme that is looked at', () => {
    const { back, periods } = unitRankingModel({ ...FACTS, shipped: 'kpi' }, SNV, [], []);
    expect(back.href).toBe('/ranking?period=2026-Q2&scheme=kpi');
    expect(periods.links.find(({ text }) => text === '2025')?.href).toBe(
      '/ranking/SNV?period=2025&scheme=kpi',
    );
  });

  it('says rank, range and grade after the score, or why there is none and nothing else', () => {
    const [vp = SNV] = ROWS.slice(-1);
    expect(unitRankingModel(FACTS, SNV, [], []).sentences.at(-1)).toBe(
      'Hạng 2 trong khối (khoảng 1 đến 4), mức Hoàn thành tốt nhiệm vụ.',
    );
    expect(unitRankingModel(FACTS, vp, [], []).sentences).toEqual([
      'Không xếp hạng: cơ quan này theo dõi và xác nhận nhiệm vụ của cả khối',
    ]);
  });

  it('leads from the line of a task to the task, and says of a figure its month and document', () => {
    const figure = line('', {
      ...{ task: null, code: '2026-03', content: '12/BC-STTTT', issuedOn: '2026-04-05' },
      ...{ component: 'Chuyển đổi số', kind: 'figure', amount: 90, weight: 1, points: 90 },
    });
    const [costly] = unitRankingModel(FACTS, SNV, [line('1'), figure], []).parts;
    expect(costly?.lines).toMatchObject([
      { href: '/tasks/t1', code: '38-1', content: 'Báo cáo' },
      { href: null, code: '03/2026', content: 'Chuyển đổi số, theo văn bản 12/BC-STTTT ngày 05/04/2026' },
    ]);
  });

  it('numbers through the lines that cost points and those that cost none', () => {
    const lines = [line('1'), line('2', { points: 99.99 }), line('3', { points: 100, amount: 0 })];
    const { parts } = unitRankingModel(FACTS, SNV, lines, []);
    expect(parts.map((part) => [part.start, part.lines.map(({ code }) => code)])).toEqual([
      [1, ['38-1', '38-2']],
      [3, ['38-3']],
    ]);
    expect(parts.map(({ summary }) => summary === null)).toEqual([true, false]);
    expect(unitRankingModel(FACTS, SNV, lines.slice(2), []).parts.map(({ start }) => start)).toEqual([1]);
  });

  it('has its own bonus and penalty alone', () => {
    const adjustments = [adjustment('SNV', 'Chậm công khai'), adjustment('STC', 'Của sở khác')];
    const said = unitRankingModel({ ...FACTS, adjustments }, SNV, [], []).adjustments;
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toContain('Chậm công khai');
  });
});
