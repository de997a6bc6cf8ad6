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

/** What a unit's row is computed from: its facts, costliest first, and its bonus and penalty. */
export type UnitFacts = { lines: UnitLine[]; adjustments: readonly FrozenAdjustment[] };

/** The tasks of a setting; with `unit` those that may be facts of it. */
async function* tasksOf(
  house: House,
  { assigner, period, today, past }: Setting,
  unit: string | null,
): AsyncGenerator<Task> {
  if (past) return yield* replayTasks(house, assigner, today);
  for await (const row of streamOfPeriod(house.connection, assigner, period, unit)) yield taskOf(row);
}

/** The same of each of these units, from one look at the tasks. */
async function factsByUnit(
  house: House,
  setting: Setting,
  units: readonly string[],
): Promise<Map<string, UnitFacts>> {
  const lines = new Map(units.map((unit): [string, UnitLine[]] => [unit, []]));
  const add = ({ unit, ...line }: UnitLine & { unit: string }) =>
    lines.get(unit)?.push({ ...line, points: line.points / 100 });
  const [only = null] = units.length === 1 ? units : [];
  for await (const task of tasksOf(house, setting, only)) {
    for (const line of linesOfTask(house, task, setting)) add(line);
  }
  const { figures, adjustments } = await decidedElsewhere(house, setting, new Set(units));
  for (const figure of figures) add(figure);
  return new Map(
    [...lines].map(([unit, own]) => {
      const sorted = own.sort(
        (a, b) => a.points - b.points || b.weight - a.weight || (a.code < b.code ? -1 : 1),
      );
      return [unit, { lines: sorted, adjustments: adjustments.filter((given) => given.unit === unit) }];
    }),
  );
}

/** What one unit's row is computed from. Throws NotFound for a unit that one may not read. */
export async function readRankingLines(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<UnitFacts>> {
  const access = boardAccess(house, actor, 'readRankings', assignerIn(raw));
  const parsed = parse(RANKING_LINES_QUERY, raw);
  if (!parsed.ok) return parsed;
  const setting = await settingOf(house, { ...parsed.value, assigner: access.assigner }, when);
  if (setting === null) return faulty({ field: 'period', code: 'notPeriod' });
  const { unit, group } = parsed.value;
  const found = (await rankedUnits(house, setting)).find(({ code }) => code === unit);
  if (found === undefined || (access.ownUnit !== null && access.ownUnit !== unit)) throw new NotFound();
  if (group !== undefined && found.peerGroup !== group) return faulty({ field: 'group', code: 'notOneOf' });
  return done((await factsByUnit(house, setting, [unit])).get(unit) as UnitFacts);
}

/** A ranking as it is published. */
export type PublishedRanking = {
  items: PublishedRow[];
  scheme: PublishedScheme;
  cutoff: Day;
  hash: string;
  state: 'live';
};

/** What a row is computed from as it is published: its lines, and bonus and penalty, which come after their mean. */
export type PublishedFacts = { lines: RankingLine[]; adjustments: Omit<FrozenAdjustment, 'unit'>[] };

/** The same for whoever may read the row. */
export function publishFacts({ lines, adjustments }: UnitFacts): PublishedFacts {
  return {
    lines: lines.map(({ content: _, issuedOn: __, ...line }) => line),
    adjustments: adjustments.map(({ unit: _, ...given }) => given),
  };
}

/** The object of `GET /rankings`. */
export function publishRanking({ rows, scheme, cutoff, hash, state }: Ranking): PublishedRanking {
  return { items: rows.map(publishRow), scheme: schemeAsPublished(scheme), cutoff, hash, state };
}

/** The ranking with what each row is computed from, for the command line. */
export async function rankingWithLines(
  house: House,
  asked: Asked & { group: string | null },
  when: When,
): Promise<Outcome<Omit<PublishedRanking, 'items'> & { items: (PublishedRow & PublishedFacts)[] }>> {
  const setting = await settingOf(house, asked, when);
  if (setting === null) return faulty({ field: 'period', code: 'notPeriod' });
  if (house.directory.unit(asked.assigner) === undefined)
    return faulty({ field: 'assigner', code: 'noSuchUnit' });
  const ranking = await rankingOf(house, setting);
  const rows = inGroup(ranking, asked.group);
  if (!rows.ok) return rows;
  const published = publishRanking({ ...ranking, rows: rows.value });
  const units = published.items.map(({ unit }) => unit);
  const facts = await factsByUnit(house, setting, units);
  const items = published.items.map((item) => {
    return { ...item, ...publishFacts(facts.get(item.unit) as UnitFacts) };
  });
  return done({ ...published, items });
}
