import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { publishRow } from '../../src/domain/row.ts';
import { emptyCounts } from '../../src/domain/statistics.ts';
import { type ReportItem, reportModel, reportRows } from '../../src/present/report-page.ts';
import { reportTable } from '../../src/present/report-papers.ts';
import { translator } from '../../src/present/words.ts';
import { rankedRow } from '../support/ranked-row.ts';

const reader = { language: 'vi' as const, t: translator('vi') };
const PERIOD = { text: '2026-Q2', from: '2026-04-01', to: '2026-06-30' };
const counts = (doneOnTime: number, doneLate: number, openOverdue: number, carriedIn = 0) => ({
  ...{ ...emptyCounts(), doneOnTime, doneLate, openOverdue, openInTime: 3, noDeadline: 2 },
  ...{ total: doneOnTime + doneLate + openOverdue + 5, carriedIn, carriedInOpen: carriedIn > 0 ? 1 : 0 },
});

function item(id: string, assigner: string): ReportItem {
  return { id, assigner, period: PERIOD, cutoff: '2026-07-06', counts: counts(6, 2, 4) };
}

describe('the list of reports', () => {
  it('says of each its period, cutoff, sum, overdue tasks and rate on time, and has its files', () => {
    const [row] = reportRows(reader, [item('r1', 'UBND tỉnh')]);
    expect(row).toMatchObject({
      href: '/reports/r1',
      title: 'Báo cáo quý 2/2026',
      cutoff: '06/07/2026',
      total: '17',
      overdue: '4',
      onTime: '50,0\u00a0%',
    });
    expect(row?.files.map(({ href }) => href)).toEqual([
      '/reports/r1/report.xlsx',
      '/reports/r1/report.docx',
      '/reports/r1/report.pdf',
    ]);
  });

  it('says whose each is only where they are of several', () => {
    const assigners = (items: ReportItem[]) => reportRows(reader, items).map(({ assigner }) => assigner);
    expect(assigners([item('r1', 'UBND tỉnh'), item('r2', 'UBND tỉnh')])).toEqual([null, null]);
    expect(assigners([item('r1', 'UBND tỉnh'), item('r2', 'UBND huyện')])).toEqual([
      'UBND tỉnh',
      'UBND huyện',
    ]);
  });
});

describe('a report', () => {
  const model = reportModel(
    reportTable({
      ...reader,
      ...{ assigner: 'UBND tỉnh', period: PERIOD, cutoff: '2026-07-06', today: '2026-07-08', sha256: 'abc' },
      units: ['SNV', 'STC'].map((code) => ({ code, name: `Đơn vị ${code}`, peerGroup: 'departments' })),
      counts: {
        current: [
          { unit: 'SNV', ...counts(6, 2, 0) },
          { unit: 'STC', ...counts(5, 0, 1, 4) },
        ],
        original: [
          { unit: 'SNV', ...counts(4, 3, 1) },
          { unit: 'STC', ...counts(5, 0, 0, 4) },
        ],
      },
      scheme: DEFAULT_SCHEME,
      ranking: [
        rankedRow('SNV', 1, 915_050, { grade: 'good' }),
        rankedRow('STC', null, null, { reason: 'tooFewTasks', weight: 3 }),
      ].map(publishRow),
    }),
    { id: 'r1', madeAt: '2026-07-08T02:30:00.000Z' },
  );

  it('says until when its figures are, when it was made, and its proof', () => {
    expect(model.about).toContain('06/07/2026');
    expect(model.about).toContain('09:30');
    expect(model.sha256).toBe('abc');
  });

  it('has a row for each unit under the current deadline, the worst first, and their sum', () => {
    const texts = ({ head, cells }: (typeof model.units.rows)[number]) => [
      head,
      ...cells.map(({ text }) => text),
    ];
    expect(model.units.rows.map(texts)).toEqual([
      ['Đơn vị STC', '11', '5', '0', '3', '1', '2', '4', '1', '83,3\u00a0%'],
      ['Đơn vị SNV', '13', '6', '2', '3', '0', '2', '0', '0', '75,0\u00a0%'],
    ]);
    const { foot } = model.units;
    expect(foot && [foot.head, ...foot.cells.map(({ text }) => text)]).toEqual([
      ...['Tổng cộng', '24', '11', '2', '6', '1', '4', '4', '1', '78,6\u00a0%'],
    ]);
  });

  it('has the rates of all units under both deadlines', () => {
    expect(model.rates.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['65,0\u00a0%', '63,2\u00a0%'],
      ['92,9\u00a0%', '92,3\u00a0%'],
      ['78,6\u00a0%', '69,2\u00a0%'],
    ]);
  });

  it('has a table of whoever is ranked, and apart from it whoever is not, with the reason', () => {
    expect(model.tables).toMatchObject([
      { caption: 'Sở, ban, ngành', rows: [{ rank: '1', unit: 'Đơn vị SNV', score: '91,51' }] },
    ]);
    expect(model.apart).toEqual([
      { unit: 'Đơn vị STC', reason: 'Chưa đủ số liệu: tổng trọng số nhiệm vụ là 3, cần ít nhất 5' },
    ]);
  });
});
