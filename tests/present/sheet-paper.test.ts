import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { type Period, parsePeriod } from '../../src/domain/period.ts';
import { publishRow } from '../../src/domain/row.ts';
import { score } from '../../src/domain/score.ts';
import type { RankingTable } from '../../src/present/ranking-papers.ts';
import { type Sheet, sheetPaper } from '../../src/present/sheet-paper.ts';
import { translator } from '../../src/present/words.ts';

const facts = { unit: 'SNV', component: 'timeliness', weight: 1, points: 8000, count: 12 };
const rows = score(DEFAULT_SCHEME, {
  units: [{ code: 'SNV', group: 'departments' }],
  facts: [facts],
  adjustments: [],
}).map(publishRow);

const table: RankingTable = {
  t: translator('vi'),
  language: 'vi',
  assigner: 'UBND tỉnh Thanh Hóa',
  period: parsePeriod('2026-Q3') as Period,
  scheme: DEFAULT_SCHEME,
  cutoff: '2026-10-10',
  today: '2026-10-12',
  proof: null,
  rows,
  nameOf: () => 'Sở Nội vụ',
};

const PENALTY = { points: -50, document: '12/KL-TTr', issuedOn: '2026-09-20', reason: 'Chậm công khai' };

function textOf(adjustments: Sheet['adjustments']): string {
  const row = rows[0];
  if (row === undefined) throw new Error('no row');
  const { blocks } = sheetPaper(table, row, { lines: [], counted: null, adjustments });
  return JSON.stringify(blocks);
}

describe("a unit's sheet", () => {
  it('says bonus and penalty with document and reason, in a part of their own', () => {
    const text = textOf([PENALTY]);
    for (const said of ['Điểm thưởng, điểm trừ', '12/KL-TTr', '20/09/2026', 'Chậm công khai'])
      expect(text).toContain(said);
  });

  it('has no such part where there are none', () => {
    expect(textOf([])).not.toContain('Điểm thưởng, điểm trừ');
  });
});
