import { type BoardQuery, countEntries, streamOfPeriod, streamOpen } from '../db/board-queries.ts';
import { type TaskRow, taskOf } from '../db/task-store.ts';
import { outcomeOfCell, readCell } from '../domain/board-cell.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { type FactKind, TIMELINESS } from '../domain/component-rules.ts';
import type { Day, When } from '../domain/day.ts';
import type { FrozenAdjustment, FrozenFigure } from '../domain/edition.ts';
import { adjustmentOf } from '../domain/figure.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import { pointsOfFact } from '../domain/points.ts';
import type { Actor } from '../domain/post.ts';
import { type PublishedRow, publishRow, type Row } from '../domain/row.ts';
import { type PublishedScheme, type Scheme, schemeAsPublished } from '../domain/scheme.ts';
import { type ScoredUnit, score } from '../domain/score.ts';
import { SHIPPED_SCHEMES, type ShippedName } from '../domain/shipped-schemes.ts';
import type { Fact } from '../domain/sum-facts.ts';
import type { Task } from '../domain/task.ts';
import {
  countsCells,
  countsMeasures,
  daysLateOf,
  factsOfTask,
  measuresReader,
  weightIn,
} from '../domain/task-facts.ts';
import type { ScoreInput } from '../domain/what-if.ts';
import { assignerIn, boardAccess } from './board-access.ts';
import { adjustmentsInForce, figuresInForce } from './figures-in-force.ts';
import type { House } from './house.ts';
import { done, faulty, NotFound, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { asOfSetting, receivingUnits } from './read-statistics.ts';
import { replayTasks } from './replay-tasks.ts';
import { RANKING_LINES_QUERY, RANKING_QUERY } from './requests.ts';
import { schemeInForce } from './scheme-in-force.ts';

/**
 * One fact of a unit, as it is shown: the task, how late it was, and its points as plain numbers. A figure that another
 * body decided has no task, and its month as its code.
 */
export type RankingLine = {
  component: string;
  task: string | null;
  code: string;
  weight: number;
  /** Working days late; null for what another component counts. */
  daysLate: number | null;
  /** What the component counts, and how many of it. */
  kind: FactKind;
  amount: number;
  points: number;
};

/** A ranking with all that it rests on; `rows` keep their parts, which explain them. */
export type Ranking = {
  rows: Row[];
  /** Bonus and penalty of these units. */
  adjustments: readonly FrozenAdjustment[];
  scheme: Scheme;
  cutoff: Day;
  hash: string;
  state: 'live';
};

/** A line with what a page says of it: what the task is about, or the document of a figure. */
export type UnitLine = RankingLine & { content: string; issuedOn: Day | null };

/** Which ranking: of whom, in which period, by which scheme, as of which day. */
export type Setting = { assigner: string; period: Period; scheme: Scheme; today: Day; past: boolean };

/** The facts of a task as lines, each of a unit. */
function linesOfTask(
  house: House,
  task: Task,
  { scheme, today, period }: Setting,
): (UnitLine & { unit: string })[] {
  const { id, code, content } = task;
  return factsOfTask(task, scheme, period, today, house.calendar()).map((fact) => ({
    ...fact,
    daysLate: daysLateOf(fact),
    task: id,
    code,
    content,
    issuedOn: null,
  }));
}

function factOf({ unit, component, weight, points, daysLate }: RankingLine & { unit: string }): Fact {
  return { unit, component, weight, points, daysLate };
}

/** The facts of tasks as they are, one by one. */
async function factsOfTasks(house: House, setting: Setting, rows: AsyncIterable<TaskRow>): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const row of rows) facts.push(...linesOfTask(house, taskOf(row), setting).map(factOf));
  return facts;
}

/** What the books tell of all tasks, where days late are all that counts. */
async function factsOfCells(house: House, query: BoardQuery, { scheme, today }: Setting): Promise<Fact[]> {
  const entries = await countEntries(house.connection, 'time', query);
  return entries.flatMap(({ lead, entry, count }): Fact[] => {
    const cell = readCell(entry);
    const outcome = outcomeOfCell(cell, today, house.calendar());
    if (outcome === null) return [];
    const weight = weightIn(scheme, cell.weight);
    const points = pointsOfFact(scheme, outcome);
    return [{ unit: lead, component: TIMELINESS, weight, points, count, daysLate: outcome.daysLate }];
  });
}

/** What the books tell of the verified tasks, and the open ones one by one: with them each day changes what counts. */
async function factsOfMeasures(house: House, query: BoardQuery, setting: Setting): Promise<Fact[]> {
  const { scheme } = setting;
  const [entries, open] = await Promise.all([
    countEntries(house.connection, 'facts', query),
    factsOfTasks(house, setting, streamOpen(house.connection, query)),
  ]);
  const read = measuresReader(scheme);
  const settled = entries.flatMap(({ lead, entry, count }) => read(entry, { unit: lead, count }));
  return [...settled.map((fact) => ({ ...fact, daysLate: daysLateOf(fact) })), ...open];
}

/** The facts of a period as they are now, by the shortest way that the scheme leaves. */
async function factsNow(house: House, setting: Setting): Promise<Fact[]> {
  const { assigner, period, scheme } = setting;
  const query: BoardQuery = { assigner, basis: scheme.basis, from: period.from, to: period.to };
  if (countsCells(scheme)) return factsOfCells(house, query, setting);
  if (countsMeasures(scheme)) return factsOfMeasures(house, query, setting);
  return factsOfTasks(house, setting, streamOfPeriod(house.connection, assigner, period));
}

/** The same facts, one by one, from tasks as the ledger had them at the end of the day. */
export async function factsReplayed(house: House, setting: Setting): Promise<Fact[]> {
  const facts: Fact[] = [];
  for await (const task of replayTasks(house, setting.assigner, setting.today)) {
    facts.push(...linesOfTask(house, task, setting).map(factOf));
  }
  return facts;
}

function lineOfFigure(figure: FrozenFigure): UnitLine & { unit: string } {
  const { unit, component, month, points, document, issuedOn } = figure;
  const said = { content: document, issuedOn, kind: 'figure', amount: 0, daysLate: null } as const;
  return { ...said, unit, component, task: null, code: month, weight: 1, points: Math.round(points * 100) };
}

/** The figures of other bodies, and bonus and penalty, as they stood at the end of the day. */
async function decidedElsewhere(house: House, setting: Setting, units: ReadonlySet<string>) {
  const { assigner, period, scheme, today: day } = setting;
  const asked = { assigner, period, day, moment: null };
  const figures = await figuresInForce(house, asked, scheme, units);
  const adjustments = await adjustmentsInForce(house, asked, scheme, units);
  return { figures: figures.map(lineOfFigure), adjustments };
}

/** The units of an assigner that are scored for a period; its own Office stands outside. */
export function scoredUnits(house: House, assigner: string, period: Period): ScoredUnit[] {
  return receivingUnits(house, assigner, period).map(({ code, peerGroup, ownOffice }) =>
    ownOffice ? { code, group: null, reason: 'verifiesItself' as const } : { code, group: peerGroup },
  );
}

/** All that a ranking is made of, with bonus and penalty as they were given. */
export async function rankingInput(
  house: House,
  setting: Setting,
): Promise<{ input: ScoreInput; adjustments: readonly FrozenAdjustment[] }> {
  const units = scoredUnits(house, setting.assigner, setting.period);
  const known = new Set(units.map(({ code }) => code));
  const facts = setting.past ? await factsReplayed(house, setting) : await factsNow(house, setting);
  const { figures, adjustments } = await decidedElsewhere(house, setting, known);
  const all = [...facts.filter(({ unit }) => known.has(unit)), ...figures.map(factOf)];
  return { input: { units, facts: all, adjustments: adjustments.map(adjustmentOf) }, adjustments };
}

/** Ranks the units of an assigner by the facts of a period (design.md, section 8). */
export async function rankingOf(house: House, setting: Setting): Promise<Ranking> {
  const { input, adjustments } = await rankingInput(house, setting);
  const rows = score(setting.scheme, input);
  const { scheme, today: cutoff } = setting;
  const hash = house.hash(canonicalJson({ scheme, cutoff, rows }));
  return { rows, adjustments, scheme, cutoff, hash, state: 'live' };
}

function inGroup(ranking: Ranking, group: string | null | undefined): Outcome<Row[]> {
  if (group === null || group === undefined) return done(ranking.rows);
  const rows = ranking.rows.filter((row) => row.group === group);
  return rows.length === 0 ? faulty({ field: 'group', code: 'notOneOf' }) : done(rows);
}

type Asked = {
  period: string;
  assigner: string;
  asOf?: string | null | undefined;
  /** A scheme of one's own, or the name of one that the product brings. */
  scheme?: Scheme | ShippedName | undefined;
};

async function schemeAsked(house: House, { scheme, assigner }: Asked, period: Period): Promise<Scheme> {
  if (typeof scheme === 'object') return scheme;
  return scheme === undefined ? schemeInForce(house, assigner, period) : SHIPPED_SCHEMES[scheme];
}

async function settingOf(house: House, asked: Asked, when: When): Promise<Setting | null> {
  const period = parsePeriod(asked.period);
  if (period === null) return null;
  const scheme = await schemeAsked(house, asked, period);
  return { assigner: asked.assigner, period, scheme, ...asOfSetting(asked.asOf, when) };
}

/** The ranking for whoever asks; a unit sees its own row, its rank among all (contract.md, "Rankings"). */
export async function readRanking(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<Ranking>> {
  const access = boardAccess(house, actor, 'readRankings', assignerIn(raw));
  const parsed = parse(RANKING_QUERY, raw);
  if (!parsed.ok) return parsed;
  const setting = await settingOf(house, { ...parsed.value, assigner: access.assigner }, when);
  if (setting === null) return faulty({ field: 'period', code: 'notPeriod' });
  const ranking = await rankingOf(house, setting);
  const rows = inGroup(ranking, parsed.value.group);
  if (!rows.ok) return rows;
  const own = access.ownUnit;
  const seen = ({ unit }: { unit: string }) => own === null || unit === own;
  return done({
    ...ranking,
    rows: rows.value.filter(seen),
    adjustments: ranking.adjustments.filter(seen),
  });
}

async function linesFrom(
  house: House,
  tasks: readonly Task[],
  setting: Setting,
  unit: string,
): Promise<UnitLine[]> {
  const { figures } = await decidedElsewhere(house, setting, new Set([unit]));
  return [...tasks.flatMap((task) => linesOfTask(house, task, setting)), ...figures]
    .filter((line) => line.unit === unit)
    .sort((a, b) => a.points - b.points || b.weight - a.weight || (a.code < b.code ? -1 : 1))
    .map(({ unit: _, ...line }) => ({ ...line, points: line.points / 100 }));
}

async function linesOf(house: House, setting: Setting, unit: string): Promise<UnitLine[]> {
  const { assigner, period, today, past } = setting;
  const tasks = past
    ? await Array.fromAsync(replayTasks(house, assigner, today))
    : await Array.fromAsync(streamOfPeriod(house.connection, assigner, period, unit), taskOf);
  return linesFrom(house, tasks, setting, unit);
}

/** All facts of one unit, costliest first. Throws NotFound for a unit that one may not read. */
export async function readRankingLines(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<UnitLine[]>> {
  const access = boardAccess(house, actor, 'readRankings', assignerIn(raw));
  const parsed = parse(RANKING_LINES_QUERY, raw);
  if (!parsed.ok) return parsed;
  const setting = await settingOf(house, { ...parsed.value, assigner: access.assigner }, when);
  if (setting === null) return faulty({ field: 'period', code: 'notPeriod' });
  const { unit, group } = parsed.value;
  const found = receivingUnits(house, access.assigner, setting.period).find(({ code }) => code === unit);
  if (found === undefined || (access.ownUnit !== null && access.ownUnit !== unit)) throw new NotFound();
  if (group !== undefined && found.peerGroup !== group) return faulty({ field: 'group', code: 'notOneOf' });
  return done(await linesOf(house, setting, unit));
}

/** A ranking as it is published. */
export type PublishedRanking = {
  items: PublishedRow[];
  scheme: PublishedScheme;
  cutoff: Day;
  hash: string;
  state: 'live';
};

/** A line as it is published. */
export function publishLine({ content: _, issuedOn: __, ...line }: UnitLine): RankingLine {
  return line;
}

/** The object of `GET /rankings`. */
export function publishRanking({ rows, scheme, cutoff, hash, state }: Ranking): PublishedRanking {
  return { items: rows.map(publishRow), scheme: schemeAsPublished(scheme), cutoff, hash, state };
}

/** The ranking with the lines of each unit, for the command line. */
export async function rankingWithLines(
  house: House,
  asked: Asked & { group: string | null },
  when: When,
): Promise<Outcome<PublishedRanking & { items: (PublishedRow & { lines: RankingLine[] })[] }>> {
  const setting = await settingOf(house, asked, when);
  if (setting === null) return faulty({ field: 'period', code: 'notPeriod' });
  if (house.directory.unit(asked.assigner) === undefined)
    return faulty({ field: 'assigner', code: 'noSuchUnit' });
  const ranking = await rankingOf(house, setting);
  const rows = inGroup(ranking, asked.group);
  if (!rows.ok) return rows;
  const published = publishRanking({ ...ranking, rows: rows.value });
  const items: (PublishedRow & { lines: RankingLine[] })[] = [];
  for (const item of published.items) {
    const lines = await linesOf(house, setting, item.unit);
    items.push({ ...item, lines: lines.map(publishLine) });
  }
  return done({ ...published, items });
}
