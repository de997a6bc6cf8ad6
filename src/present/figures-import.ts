import type { Workbook } from '../documents/workbook.ts';
import type { Unit } from '../domain/unit.ts';
import { monthText, pointsText } from './figures-page.ts';
import { faultText } from './form-fields.ts';
import type { Language, Translate } from './words.ts';

/** A row of a workbook that was tried (app/try-figures.ts). */
type TriedRow = {
  row: number;
  unit: string | null;
  name: string;
  text: string;
  points: number | null;
  before: number | null;
  status: 'ok' | 'same' | 'missing' | 'fault';
  faults: readonly { field: string; code: string; params?: Record<string, string | number>; cell: string }[];
};

type Reader = { t: Translate; language: Language; unitName: (code: string) => string };

/** What comes of a row, in words; of one at fault what is wrong, cell by cell. */
function outcomeOf({ status, before, faults }: TriedRow, t: Translate): string[] {
  if (status === 'fault') {
    return faults.map((fault) =>
      t('figure.import.cellFault', { cell: fault.cell, text: faultText(fault, t) }),
    );
  }
  return [t(`figure.row.${status === 'ok' && before !== null ? 'correct' : status}`)];
}

/** The rows of a workbook that was tried: what was understood of each, what is there now, and what comes of it. */
export function triedRows(rows: readonly TriedRow[], { t, language, unitName }: Reader) {
  return rows.map((row) => ({
    row: row.row,
    unit: row.unit === null ? row.name || '–' : unitName(row.unit),
    points: row.status === 'fault' ? row.text : pointsText(row.points, language),
    before: pointsText(row.before, language),
    fault: row.status === 'fault',
    outcome: outcomeOf(row, t),
  }));
}

/** How many rows come to what, in one sentence. */
export function triedSentence(sheet: string, rows: readonly TriedRow[], t: Translate): string {
  const count = (status: TriedRow['status']) => rows.filter((row) => row.status === status).length;
  const counts = { ok: count('ok'), same: count('same'), missing: count('missing'), fault: count('fault') };
  return t('figure.import.read', { sheet, ...counts });
}

type Asked = {
  criterion: string;
  month: string;
  units: readonly Unit[];
  kept: readonly { unit: string; points: number | null }[];
};

/** The workbook to fill in: the units of a month, with what is there of them. */
export function figuresTemplate({ criterion, month, units, kept }: Asked, t: Translate): Workbook {
  const points = new Map(kept.map((figure) => [figure.unit, figure.points]));
  const rows = units.map(({ code, name }) => {
    const there = points.get(code) ?? null;
    return [code, name, there === null ? null : there / 100];
  });
  return {
    sheets: [
      {
        name: t('figure.import.sheet'),
        title: [t('figure.about', { criterion, month: monthText(month) })],
        landscape: false,
        columns: [
          { heading: t('figure.column.code'), width: 14, kind: 'text' },
          { heading: t('statistics.unit'), width: 50, kind: 'text' },
          { heading: t('score.column.score'), width: 12, kind: 'points' },
        ],
        rows,
      },
    ],
  };
}
