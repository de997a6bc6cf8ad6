import { streamOfPeriod } from '../db/board-queries.ts';
import { taskOf } from '../db/task-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { Day, When } from '../domain/day.ts';
import type { FrozenAdjustment } from '../domain/edition.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { type PublishedScheme, schemeAsPublished } from '../domain/published-scheme.ts';
import { type PublishedRow, publishRow, type Row } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { score } from '../domain/score.ts';
import { SHIPPED_SCHEMES, type ShippedName } from '../domain/shipped-schemes.ts';
import type { Fact } from '../domain/sum-facts.ts';
import type { Task } from '../domain/task.ts';
import { assignerIn, boardAccess } from './board-access.ts';
import type { House } from './house.ts';
import { done, faulty, NotFound, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';
import { decidedElsewhere, rankedUnits, rankingInput } from './ranking-input.ts';
import { linesOfTask, type RankingLine, type Setting, type UnitLine } from './ranking-lines.ts';
import { asOfSetting } from './read-statistics.ts';
import { replayTasks } from './replay-tasks.ts';
import { RANKING_LINES_QUERY, RANKING_QUERY } from './requests.ts';
import { schemeInForce } from './scheme-in-force.ts';

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

/** Ranks the units of an assigner by the facts of a period, given or read here (design.md, section 8). */
export async function rankingOf(
  house: House,
  setting: Setting,
  facts: readonly Fact[] | null = null,
): Promise<Ranking> {
  const { input, adjustments } = await rankingInput(house, setting, facts);
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
  const found = (await rankedUnits(house, setting)).find(({ code }) => code === unit);
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
