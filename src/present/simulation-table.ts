import type { EditionRow } from '../db/edition-store.ts';
import type { SchemeRow } from '../db/scheme-store.ts';
import type { Day } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Move, Side, Stability } from '../domain/simulate.ts';
import type { FiguresTable } from './components.ts';
import type { EditionReader } from './edition-words.ts';
import { figureCell, figureHeading } from './figure-cells.ts';
import { componentName, gradeName, inPoints, speechOf } from './score-words.ts';

/** What is tried, on what, and against what. */
export type Tried = {
  id: string;
  assigner: string;
  scheme: Scheme;
  row: SchemeRow | null;
  period: Period;
  cutoff: Day;
  edition: EditionRow | null;
  before: Scheme;
  moves: readonly Move[];
  facts: number;
  corners: number;
  stability: readonly Stability[] | null;
};

function signed(reader: EditionReader, tenThousandths: number): string {
  const text = inPoints(speechOf(reader), Math.abs(tenThousandths));
  const sign = tenThousandths > 0 ? '+' : tenThousandths < 0 ? '−' : '';
  return /[1-9]/.test(text) ? `${sign}${text}` : text;
}

function gradeText({ grade, reason }: Side, reader: EditionReader): string {
  if (grade !== null) return gradeName(speechOf(reader), grade);
  return reason === null ? '–' : reader.t('scheme.unranked');
}

function rankChangeText(change: number | null, { t }: EditionReader): string {
  if (change === null) return '–';
  if (change === 0) return t('scheme.same');
  return t(change > 0 ? 'scheme.up' : 'scheme.down', { n: Math.abs(change) });
}

function ruleText({ rule }: Move, reader: EditionReader): string {
  if (rule === null) return '–';
  const component = componentName(speechOf(reader), rule.component);
  return reader.t('scheme.rule', { component, change: signed(reader, rule.change) });
}

/** In how many variations of the weights the rank is another, and the range of ranks when tasks are drawn anew. */
function stabilityTexts({ corners, stability }: Tried, unit: string, { t }: EditionReader): [string, string] {
  const own = stability?.find((one) => one.unit === unit);
  if (own === undefined) return ['–', '–'];
  const { changed: n, rankFrom: from, rankTo: to } = own;
  const varied = corners === 0 ? '–' : t('scheme.ofTimes', { n, times: corners });
  if (from === null || to === null) return [varied, '–'];
  return [varied, from === to ? String(from) : t('scheme.fromTo', { from, to })];
}

function gradesText({ before, after, gradeChanged }: Move, reader: EditionReader): string {
  const now = gradeText(after, reader);
  return gradeChanged ? reader.t('scheme.gradeFromTo', { from: gradeText(before, reader), to: now }) : now;
}

function moveRow(move: Move, tried: Tried, reader: EditionReader): FiguresTable['rows'][number] {
  const { unit, before, after, rankChange, scoreChange, rule } = move;
  const score = ({ score: points }: Side) => (points === null ? '–' : inPoints(speechOf(reader), points));
  const stable = tried.stability === null ? [] : stabilityTexts(tried, unit, reader);
  return {
    head: reader.unitName(unit),
    href: null,
    cells: [
      figureCell(before.rank === null ? '–' : String(before.rank)),
      figureCell(after.rank === null ? '–' : String(after.rank)),
      figureCell(rankChangeText(rankChange, reader), { number: false }),
      figureCell(score(before)),
      figureCell(score(after)),
      figureCell(scoreChange === null ? '–' : signed(reader, scoreChange)),
      figureCell(ruleText(move, reader), { number: false, names: rule === null ? [] : [rule.component] }),
      figureCell(gradesText(move, reader), { number: false }),
      ...stable.map((text) => figureCell(text)),
    ],
  };
}

const STABLE = ['scheme.column.varied', 'scheme.column.range'] as const;

/** What stands above the columns, those of stability last, and whether they hold numbers. */
function headingsOf({ t }: EditionReader, stable: boolean): FiguresTable['headings'] {
  const heads: [string, boolean][] = [
    [t('statistics.unit'), false],
    [t('scheme.column.rankBefore'), true],
    [t('scheme.column.rankAfter'), true],
    [t('scheme.column.rankChange'), false],
    [t('scheme.column.scoreBefore'), true],
    [t('scheme.column.scoreAfter'), true],
    [t('scheme.column.scoreChange'), true],
    [t('scheme.column.rule'), false],
    [t('score.column.grade'), false],
    ...(stable ? STABLE.map((key): [string, boolean] => [t(key), true]) : []),
  ];
  return heads.map(([text, number]) => figureHeading(text, number));
}

/** The units of one group: how each moves, through what, and how stable its rank is. */
export function movesTable(
  group: string | null,
  moves: readonly Move[],
  tried: Tried,
  reader: EditionReader,
): FiguresTable {
  return {
    id: `group-${group ?? 'none'}`,
    caption: reader.t(`group.${group ?? 'none'}`),
    landscape: true,
    headings: headingsOf(reader, tried.stability !== null),
    rows: moves.map((move) => moveRow(move, tried, reader)),
    foot: null,
  };
}
