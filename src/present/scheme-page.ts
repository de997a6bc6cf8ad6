import type { EditionRow } from '../db/edition-store.ts';
import type { SchemeRow, SchemeStep } from '../db/scheme-store.ts';
import type { Day } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { SchemeState } from '../domain/scheme-course.ts';
import type { Move, Side, Stability } from '../domain/simulate.ts';
import { paths } from '../paths.ts';
import type { FiguresTable, PeriodLinks } from './components.ts';
import { type EditionReader, editionTitle, speechOfReader } from './edition-words.ts';
import { formatDay, formatMoment, formatNumber } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import { componentName, gradeName } from './score-words.ts';

const STATE_KEYS: Record<SchemeState, string> = {
  draft: 'scheme.state.draft',
  approved: 'scheme.state.approved',
  withdrawn: 'scheme.state.withdrawn',
};

const STEP_KEYS: Record<SchemeStep['step'], string> = {
  drafted: 'scheme.step.drafted',
  changed: 'scheme.step.changed',
  approved: 'scheme.step.approved',
  ended: 'scheme.step.ended',
  withdrawn: 'scheme.step.withdrawn',
};

/** `Bộ tiêu chí của tỉnh, phiên bản 2`. */
export function schemeTitle(
  { name, version }: Pick<Scheme, 'name' | 'version'>,
  { t }: EditionReader,
): string {
  return t('scheme.title', { name, n: version });
}

/** For which periods a version holds, or that it is a draft or withdrawn. */
export function stateOf(
  { state, inForceFrom: from, inForceTo: to }: SchemeRow,
  { t }: EditionReader,
): string {
  if (state !== 'approved' || from === null) return t(STATE_KEYS[state]);
  return to === null
    ? t('scheme.inForce.from', { from: formatDay(from) })
    : t('scheme.inForce.span', { from: formatDay(from), to: formatDay(to) });
}

/** A row of the list of schemes. */
export function schemeItem(row: SchemeRow, reader: EditionReader) {
  const { name, version } = row.scheme;
  return {
    href: paths.scheme(row._id),
    title: schemeTitle({ name, version }, reader),
    name,
    state: stateOf(row, reader),
  };
}

/** What happened to a version, newest last. */
export function schemeCourse({ course }: SchemeRow, { t, personName }: EditionReader) {
  return course.map(({ step, at, by, reason }) => ({
    text: t(STEP_KEYS[step]),
    at,
    moment: formatMoment(at),
    who: personName(by),
    reason,
  }));
}

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

function pointsText({ language }: EditionReader, tenThousandths: number): string {
  return formatNumber(Math.floor((tenThousandths + 50) / 100) / 100, language, 2);
}

function signed(reader: EditionReader, tenThousandths: number): string {
  const text = pointsText(reader, Math.abs(tenThousandths));
  const sign = tenThousandths > 0 ? '+' : tenThousandths < 0 ? '−' : '';
  return /[1-9]/.test(text) ? `${sign}${text}` : text;
}

type Cell = FiguresTable['rows'][number]['cells'][number];

function cell(text: string, number: boolean, tone: Cell['tone'] = 'plain'): Cell {
  return { text, names: [], href: null, number, bar: null, tone };
}

function gradeText({ grade, reason }: Side, reader: EditionReader): string {
  if (grade !== null) return gradeName(speechOfReader(reader), grade);
  return reason === null ? '–' : reader.t('scheme.unranked');
}

function rankChangeText(change: number | null, { t }: EditionReader): string {
  if (change === null) return '–';
  if (change === 0) return t('scheme.same');
  return t(change > 0 ? 'scheme.up' : 'scheme.down', { n: Math.abs(change) });
}

function ruleText({ rule }: Move, reader: EditionReader): string {
  if (rule === null) return '–';
  const component = componentName(speechOfReader(reader), rule.component);
  return reader.t('scheme.rule', { component, change: signed(reader, rule.change) });
}

function stabilityCells(
  { corners, stability }: Pick<Tried, 'corners' | 'stability'>,
  unit: string,
  reader: EditionReader,
): Cell[] {
  if (stability === null) return [];
  const own = stability.find((one) => one.unit === unit);
  const varied =
    own === undefined || corners === 0 ? '–' : reader.t('scheme.ofTimes', { n: own.changed, times: corners });
  const range =
    own?.rankFrom === undefined || own.rankFrom === null || own.rankTo === null
      ? '–'
      : own.rankFrom === own.rankTo
        ? String(own.rankFrom)
        : reader.t('scheme.fromTo', { from: own.rankFrom, to: own.rankTo });
  return [cell(varied, true), cell(range, true)];
}

function ruleNames({ rule }: Move): string[] {
  return rule === null ? [] : [rule.component];
}

function moveRow(move: Move, tried: Tried, reader: EditionReader): FiguresTable['rows'][number] {
  const { unit, before, after, rankChange, scoreChange } = move;
  const score = ({ score: points }: Side) => (points === null ? '–' : pointsText(reader, points));
  const grades = move.gradeChanged
    ? reader.t('scheme.gradeFromTo', { from: gradeText(before, reader), to: gradeText(after, reader) })
    : gradeText(after, reader);
  return {
    head: reader.unitName(unit),
    href: null,
    cells: [
      cell(before.rank === null ? '–' : String(before.rank), true),
      cell(after.rank === null ? '–' : String(after.rank), true),
      cell(rankChangeText(rankChange, reader), false),
      cell(score(before), true),
      cell(score(after), true),
      cell(scoreChange === null ? '–' : signed(reader, scoreChange), true),
      { ...cell(ruleText(move, reader), false), names: ruleNames(move) },
      cell(grades, false),
      ...stabilityCells(tried, unit, reader),
    ],
  };
}

function tableOf(
  group: string | null,
  moves: readonly Move[],
  tried: Tried,
  reader: EditionReader,
): FiguresTable {
  const { t } = reader;
  const heading = (text: string, number: boolean) => ({
    text,
    href: null,
    sorted: null,
    number,
    wide: false,
  });
  return {
    id: `group-${group ?? 'none'}`,
    caption: t(`group.${group ?? 'none'}`),
    landscape: true,
    headings: [
      heading(t('statistics.unit'), false),
      heading(t('scheme.column.rankBefore'), true),
      heading(t('scheme.column.rankAfter'), true),
      heading(t('scheme.column.rankChange'), false),
      heading(t('scheme.column.scoreBefore'), true),
      heading(t('scheme.column.scoreAfter'), true),
      heading(t('scheme.column.scoreChange'), true),
      heading(t('scheme.column.rule'), false),
      heading(t('score.column.grade'), false),
      ...(tried.stability === null
        ? []
        : [heading(t('scheme.column.varied'), true), heading(t('scheme.column.range'), true)]),
    ],
    rows: moves.map((move) => moveRow(move, tried, reader)),
    foot: null,
  };
}

function factLinks(tried: Tried, editions: readonly EditionRow[], { t }: EditionReader): PeriodLinks | null {
  if (editions.length === 0) return null;
  const at = (edition: string | null) =>
    paths.simulateScheme(tried.id, { period: tried.period.text, edition });
  return {
    label: t('scheme.try.facts'),
    links: [
      { href: at(null), text: t('scheme.try.now'), current: tried.edition === null },
      ...editions.map((edition) => ({
        href: at(edition._id),
        text: editionTitle(edition, t),
        current: tried.edition?._id === edition._id,
      })),
    ],
  };
}

function summaryOf({ moves }: Tried, { t }: EditionReader): string {
  const compared = moves.filter(({ rankChange }) => rankChange !== null);
  const moved = compared.filter(({ rankChange }) => rankChange !== 0).length;
  const grades = moves.filter(({ gradeChanged }) => gradeChanged).length;
  return t('scheme.try.summary', { moved, units: compared.length, grades });
}

function stabilityText(
  { stability, scheme, corners, facts }: Tried,
  reader: EditionReader,
  bounds: Bounds,
): string[] {
  const { t, language } = reader;
  const n = formatNumber(facts, language);
  if (stability === null) return [t('scheme.try.tooMany', { n, most: formatNumber(bounds.facts, language) })];
  return [
    corners === 0 ? t('scheme.try.oneComponent') : t('scheme.try.corners', { n: corners }),
    t('scheme.try.draws', { n, times: bounds.draws }),
    ...(scheme.components.length > 6 ? [t('scheme.try.oneAtATime')] : []),
  ];
}

export type Bounds = { facts: number; draws: number };

/** The page of a scheme that is tried: who moves and through what, group by group, and how stable ranks are. */
export function simulationModel(
  tried: Tried,
  editions: readonly EditionRow[],
  { bounds, today }: { bounds: Bounds; today: Day },
  reader: EditionReader,
) {
  const { t } = reader;
  const said = {
    scheme: schemeTitle(tried.scheme, reader),
    before: schemeTitle(tried.before, reader),
    period: periodWords(tried.period, t),
    cutoff: formatDay(tried.cutoff),
  };
  const counted = tried.moves.filter(({ before, after }) => before.rank !== null || after.rank !== null);
  return {
    back: { href: paths.scheme(tried.id), text: said.scheme },
    about: t('scheme.try.about', said),
    names: [tried.scheme.name, tried.before.name],
    periods: periodLinks(tried.period, today, (one) => paths.simulateScheme(tried.id, { period: one }), t),
    editions: factLinks(tried, editions, reader),
    summary: summaryOf(tried, reader),
    stability: stabilityText(tried, reader, bounds),
    tables: [...Map.groupBy(counted, ({ group }) => group)].map(([group, moves]) =>
      tableOf(group, moves, tried, reader),
    ),
  };
}
