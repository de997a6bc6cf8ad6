import type { Fault } from '../../app/outcome.ts';
import type { Figures } from '../../app/read-figures.ts';
import { readPoints } from '../../domain/figure.ts';
import { readFigureLines } from '../../domain/figure-lines.ts';
import type { Unit } from '../../domain/unit.ts';
import { pointsText } from '../../present/figures-page.ts';
import { formatDay } from '../../present/format.ts';
import { type Form, firstOf, type Visit } from '../visit.ts';

/** What is entered by hand or from a workbook: the criterion and month, its units, and what is there of them. */
export type FiguresAsked = {
  criterion: string;
  month: string;
  units: readonly Unit[];
  kept: Figures['figures'];
};

/** The form as what is there fills it. */
export function firstTyped({ units, kept }: FiguresAsked, { language }: Visit): Form {
  const cells = units.map(({ code }): [string, string] => [
    `points.${code}`,
    pointsText(kept.find(({ unit }) => unit === code)?.points ?? null, language),
  ]);
  const papers = new Set(kept.map(({ document }) => `${document.notation}|${document.issuedOn}`));
  const [first] = kept;
  const same = papers.size === 1 && first !== undefined;
  return {
    ...Object.fromEntries(cells),
    'document.notation': same ? first.document.notation : '',
    'document.issuedOn': same ? formatDay(first.document.issuedOn) : '',
  };
}

/** What was pasted is put into the table, and nothing is written: one looks at it, and saves. */
export function withPasted(visit: Visit, { units }: FiguresAsked): Visit {
  const pasted = firstOf(visit.form, 'pasted').split(/\r?\n/);
  const lines = readFigureLines(pasted.join('\n'), units);
  const cells = new Map<string, string>();
  const left: string[] = [];
  const faults: Fault[] = [];
  for (const { row, unit, points } of lines) {
    const field = `points.${unit}`;
    const again = cells.has(field);
    if (unit === null || again) {
      const line = (pasted[row - 1] ?? '').trim();
      left.push(line);
      const code = again ? 'lineTwice' : 'unknownLine';
      faults.push({ field: 'pasted', code, params: { line: line.slice(0, 80) } });
    } else if (points !== '') {
      cells.set(field, points);
      if (readPoints(points) === null) faults.push({ field, code: 'notPoints' });
    }
  }
  const form = { ...visit.form, ...Object.fromEntries(cells), pasted: left.join('\n') };
  return { ...visit, form, faults };
}

/** The cells that differ from what is there; an emptied one takes its figure back. */
export function changedFigures(
  { units, kept }: FiguresAsked,
  form: Form,
): { unit: string; points: string | null }[] {
  return units.flatMap(({ code }): { unit: string; points: string | null }[] => {
    const text = firstOf(form, `points.${code}`).trim();
    const before = kept.find(({ unit }) => unit === code)?.points ?? null;
    if (text === '') return before === null ? [] : [{ unit: code, points: null }];
    return readPoints(text) === before ? [] : [{ unit: code, points: text }];
  });
}
