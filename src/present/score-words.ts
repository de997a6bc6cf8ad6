import type { FactKind } from '../domain/component-rules.ts';
import type { Day } from '../domain/day.ts';
import type { FrozenAdjustment } from '../domain/edition.ts';
import { pointsFor } from '../domain/points.ts';
import type { Part, Row } from '../domain/row.ts';
import type { Grade, Scheme } from '../domain/scheme.ts';
import { formatDay, formatNumber } from './format.ts';
import type { Reader, Translate } from './words.ts';

/** How numbers and words are said in the reader's language; `decimals` are all shown. */
export type Speech = { t: Translate; number: (value: number, decimals: number) => string };

/** How a reader is spoken to of scores. */
export function speechOf({ language, t }: Reader): Speech {
  return { t, number: (value, decimals) => formatNumber(value, language, decimals) };
}

/** One fact as a line of a unit's page, `points` as they are published. */
export type ScoreLine = { kind: FactKind; amount: number; weight: number; points: number };

const PEERS: Record<string, string> = {
  communes: 'score.peers.communes',
  departments: 'score.peers.departments',
  lowland: 'score.peers.lowland',
  mountain: 'score.peers.mountain',
  offices: 'score.peers.offices',
};

const COMPONENTS: Record<string, string> = {
  timeliness: 'score.component.timeliness',
  returned: 'score.component.returned',
  acknowledgement: 'score.component.acknowledgement',
  reporting: 'score.component.reporting',
  quality: 'score.component.quality',
};

const GRADES: Record<Grade, string> = {
  excellent: 'score.grade.excellent',
  good: 'score.grade.good',
  completed: 'score.grade.completed',
  notCompleted: 'score.grade.notCompleted',
};

/** Ten-thousandths of a point with two decimals, halves up. */
export function inPoints({ number }: Speech, tenThousandths: number): string {
  return number(Math.floor((tenThousandths + 50) / 100) / 100, 2);
}

/** Published points with two decimals, halves up. */
export function pointsText(speech: Speech, points: number): string {
  return inPoints(speech, Math.round(points * 10_000));
}

/** Points with as many of their two decimals as they need. */
function exactPoints({ number }: Speech, points: number): string {
  const hundredths = Math.round(points * 100);
  const decimals = hundredths % 100 === 0 ? 0 : hundredths % 10 === 0 ? 1 : 2;
  return number(points, decimals);
}

function tasksOf({ t, number }: Speech, tasks: number): string {
  return t(tasks === 1 ? 'score.tasks.one' : 'score.tasks.other', { n: number(tasks, 0) });
}

function daysOf({ t, number }: Speech, days: number): string {
  return t(days === 1 ? 'score.days.one' : 'score.days.other', { n: number(days, 0) });
}

/** How many tasks a component counts; of one that other bodies decide, how many of their figures. */
function countedOf(speech: Speech, { component, tasks }: Part): string {
  if (Object.hasOwn(COMPONENTS, component)) return tasksOf(speech, tasks);
  const n = speech.number(tasks, 0);
  return speech.t(tasks === 1 ? 'score.figures.one' : 'score.figures.other', { n });
}

function peersOf({ t, number }: Speech, { group, peers }: Pick<Row, 'group' | 'peers'>): string {
  return t(PEERS[group ?? ''] ?? 'score.peers.others', { n: number(peers, 0) });
}

/** `khoảng 3 đến 12`; empty for a row without a rank. */
export function rangeOf(t: Translate, row: Pick<Row, 'rankFrom' | 'rankTo'>): string {
  if (row.rankFrom === null || row.rankTo === null) return '';
  return row.rankFrom === row.rankTo
    ? t('score.range.one', { n: row.rankFrom })
    : t('score.range', { from: row.rankFrom, to: row.rankTo });
}

/** A component's name; one that other bodies decide has the name it was given. */
export function componentName({ t }: Pick<Speech, 't'>, component: string): string {
  return Object.hasOwn(COMPONENTS, component) ? t(COMPONENTS[component] as string) : component;
}

function partSentence(speech: Speech, row: Row, part: Part): string {
  const said = {
    component: componentName(speech, part.component),
    share: speech.number(part.share, 0),
    score: inPoints(speech, part.score),
    peers: peersOf(speech, row),
  };
  if (part.mean === null) return speech.t('score.part.groupOnly', said);
  return speech.t('score.part.own', {
    ...said,
    mean: inPoints(speech, part.mean),
    tasks: countedOf(speech, part),
    groupMean: inPoints(speech, part.groupMean),
  });
}

/**
 * How a ranked unit's score came about (pages.md, "Ranking"): one sentence, and for several components one more
 * for each; none for a unit without a rank, see `reasonSentence`.
 */
export function rowSentences(speech: Speech, row: Row): string[] {
  const [part, ...others] = row.parts;
  if (row.score === null || part === undefined) return [];
  const score = inPoints(speech, row.score);
  if (others.length > 0 || part.mean === null) {
    const n = speech.number(row.parts.length, 0);
    const first = speech.t('score.row.several', { score, n });
    return [first, ...row.parts.map((each) => partSentence(speech, row, each))];
  }
  const said = {
    score,
    mean: inPoints(speech, part.mean),
    tasks: tasksOf(speech, part.tasks),
    groupMean: inPoints(speech, part.groupMean),
    peers: peersOf(speech, row),
  };
  return [speech.t('score.row', said)];
}

/** Why a unit has no rank; null when it has one. */
export function reasonSentence(
  { t, number }: Speech,
  row: Pick<Row, 'unit' | 'reason' | 'weight'>,
  scheme: Pick<Scheme, 'leastWeight' | 'excluded'>,
): string | null {
  if (row.reason === null) return null;
  if (row.reason === 'verifiesItself') return t('score.reason.verifiesItself');
  if (row.reason === 'tooFewTasks') {
    const least = number(scheme.leastWeight, 0);
    return t('score.reason.tooFewTasks', { weight: number(row.weight, 0), least });
  }
  const why = scheme.excluded.find(({ unit }) => unit === row.unit)?.reason;
  return why === undefined ? t('score.reason.excluded') : t('score.reason.excludedFor', { why });
}

/** What happened, by what a component counts: the words where it is nothing, and where it is some. */
const HAPPENED: Record<FactKind, { none: string; some: string }> = {
  done: { none: 'score.line.inTime', some: 'score.line.late' },
  openOverdue: { none: 'score.line.openDue', some: 'score.line.openLate' },
  early: { none: 'score.line.inTime', some: 'score.line.early' },
  returned: { none: 'score.line.returnedNever', some: 'score.line.returned' },
  acknowledged: { none: 'score.line.acknowledgedInTime', some: 'score.line.acknowledged' },
  reported: { none: 'score.line.reportedInTime', some: 'score.line.reported' },
  rated: { none: 'score.line.unrated', some: 'score.line.rated' },
  unrated: { none: 'score.line.unrated', some: 'score.line.unrated' },
  figure: { none: 'score.line.figure', some: 'score.line.figure' },
};

function whatHappened(speech: Speech, { kind, amount }: Pick<ScoreLine, 'kind' | 'amount'>): string {
  const { none, some } = HAPPENED[kind];
  if (amount === 0) return speech.t(none);
  return speech.t(some, { days: daysOf(speech, amount), n: amount });
}

/** A line in words (pages.md, "Ranking"): how late, weight, points, and the cap where it took points away. */
export function lineSentence(
  speech: Speech,
  line: ScoreLine,
  scheme: Pick<Scheme, 'points' | 'openOverdueCap' | 'steps'>,
): string {
  const said = {
    what: whatHappened(speech, line),
    weight: speech.number(line.weight, 0),
    points: exactPoints(speech, line.points),
  };
  const capped =
    line.kind === 'openOverdue' && pointsFor(scheme, line.amount) > Math.round(line.points * 100);
  if (!capped) return speech.t('score.line', said);
  return speech.t('score.line.capped', { ...said, cap: exactPoints(speech, scheme.openOverdueCap / 100) });
}

/** By what document a figure of another body is known, after `lineSentence`; names in it are data. */
export function figureSentence(
  speech: Speech,
  figure: { component: string; document: string; issuedOn: Day },
): { text: string; names: string[] } {
  const component = componentName(speech, figure.component);
  const { document } = figure;
  const day = formatDay(figure.issuedOn);
  return {
    text: speech.t('score.line.document', { component, document, day }),
    names: [component, document],
  };
}

/** Bonus or penalty in words, with its document and reason; names in it are data. */
export function adjustmentSentence(
  speech: Speech,
  {
    points,
    document,
    issuedOn,
    reason,
  }: Pick<FrozenAdjustment, 'points' | 'document' | 'issuedOn' | 'reason'>,
): { text: string; names: string[] } {
  const key = points < 0 ? 'score.adjustment.penalty' : 'score.adjustment.bonus';
  const said = { points: exactPoints(speech, Math.abs(points)), document, day: formatDay(issuedOn), reason };
  return { text: speech.t(key, said), names: [reason, document] };
}

/** A bonus or penalty without why it was given, for whoever is not signed in; `names` are data. */
export function publicAdjustmentSentence(
  speech: Speech,
  { points, document, issuedOn }: Pick<FrozenAdjustment, 'points' | 'document' | 'issuedOn'>,
): { text: string; names: string[] } {
  const key = points < 0 ? 'score.adjustment.penaltyBy' : 'score.adjustment.bonusBy';
  const said = { points: exactPoints(speech, Math.abs(points)), document, day: formatDay(issuedOn) };
  return { text: speech.t(key, said), names: [document] };
}

/** The grade's name in full (design.md, section 2). */
export function gradeName({ t }: Speech, grade: Grade): string {
  return t(GRADES[grade]);
}
