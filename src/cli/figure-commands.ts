import { readFile, stat } from 'node:fs/promises';
import { enterFigures } from '../app/enter-figures.ts';
import { type FiguresTried, tryFigures, WORKBOOK_BOUNDS } from '../app/try-figures.ts';
import { formatNumber } from '../present/format.ts';
import { valueOrRefused } from './answer.ts';
import { actorOf, type CommandRow, type Given, needed, optional, Refused, type Said } from './command.ts';

/** The bytes of a file, none of one that is larger than any workbook that is taken. */
async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    const { size } = await stat(file);
    return size > WORKBOOK_BOUNDS.bytes ? null : await readFile(file);
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
}

async function tried(given: Given, month: { criterion: string; month: string }): Promise<FiguresTried> {
  const { house, t, when, words } = given;
  const bytes = await bytesOf(words[0] ?? '');
  const trial =
    bytes === null
      ? ({ ok: false, refused: 'tooLarge' } as const)
      : await tryFigures(house, month, bytes, actorOf(given), when);
  if (trial.ok) return trial.value;
  const megabytes = WORKBOOK_BOUNDS.bytes / 1024 / 1024;
  const cells = formatNumber(WORKBOOK_BOUNDS.cells, 'vi');
  throw new Refused(t(`fault.workbook.${trial.refused}`, { megabytes, cells }));
}

function plain(points: number | null): number | null {
  return points === null ? null : points / 100;
}

/** The report, as that of the imports of tasks: rows, their status, and faults with column, code and message. */
function reportOf({ sheet, rows, faults }: FiguresTried, { t }: Given) {
  const message = (fault: FiguresTried['faults'][number]) => t(`fault.${fault.code}`, fault.params);
  return {
    sheet,
    rows: rows.map(({ row, unit, text, points, before, status, faults: own }) => ({
      row,
      status,
      unit,
      text,
      points: plain(points),
      before: plain(before),
      faults: own.map((fault) => ({
        column: fault.field,
        cell: fault.cell,
        code: fault.code,
        message: message(fault),
      })),
    })),
    faults: faults.map((fault) => ({ field: fault.field, code: fault.code, message: message(fault) })),
  };
}

/** Figures of one criterion and month from a workbook: a dry run, or all of them or none. */
async function importFigures(given: Given): Promise<Said> {
  const month = { criterion: needed(given, 'criterion'), month: needed(given, 'month') };
  const found = await tried(given, month);
  const report = reportOf(found, given);
  const wrong = report.faults.length > 0 || report.rows.some(({ status }) => status === 'fault');
  const lines = report.rows.flatMap(({ row, unit, text, status, faults }) => [
    [row, status, unit ?? '–', text].join('\t'),
    ...faults.map(({ cell, message }) => `${cell}\t${message}`),
  ]);
  const said = { json: report, lines: [...lines, ...report.faults.map((one) => one.message)] };
  if (wrong || given.flags.has('dry-run')) return { ...said, exit: wrong ? 1 : 0 };
  const figures = found.rows.flatMap(({ unit, text, status }) =>
    status === 'ok' && unit !== null ? [{ unit, points: text }] : [],
  );
  if (figures.length === 0) return said;
  const document = {
    notation: needed(given, 'document.notation'),
    issuedOn: needed(given, 'document.issuedOn'),
  };
  const reason = optional(given, 'reason');
  const input = { ...month, document, figures, ...(reason === null ? {} : { reason }) };
  valueOrRefused(await enterFigures(given.house, input, actorOf(given), given.when), given.t);
  return said;
}

/** Figures of other bodies, from a workbook. */
export const FIGURE_COMMANDS: readonly CommandRow[] = [
  {
    name: 'import figures',
    usage:
      'FILE --criterion C --month YYYY-MM --as U [--document.notation N --document.issuedOn DAY] [--reason R] [--dry-run]',
    words: 1,
    options: ['criterion', 'month', 'as', 'document.notation', 'document.issuedOn', 'reason'],
    flags: ['dry-run'],
    run: importFigures,
  },
];
