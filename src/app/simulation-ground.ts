import { streamOfPeriod } from '../db/board-queries.ts';
import type { EditionRow } from '../db/edition-store.ts';
import { taskOf } from '../db/task-store.ts';
import { lineKey } from '../domain/amend-fact.ts';
import { createCalendar, type WorkingCalendar } from '../domain/calendar.ts';
import type { Day, When } from '../domain/day.ts';
import type { Amendment } from '../domain/edition.ts';
import type { Period } from '../domain/period.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { ScoredUnit } from '../domain/score.ts';
import { keptScheme } from '../domain/score-files.ts';
import type { Task } from '../domain/task.ts';
import type { InForce } from './figures-in-force.ts';
import type { House } from './house.ts';
import { NotFound } from './outcome.ts';
import { scoredUnits } from './ranking-input.ts';
import { replay, toldIn } from './replay-tasks.ts';
import { schemeInForce } from './scheme-in-force.ts';

/** The facts as of when: the tasks as they stood, and what they are counted with. */
export type Ground = {
  tasks: AsyncIterable<Task>;
  units: ScoredUnit[];
  codes: ReadonlySet<string>;
  calendar: WorkingCalendar;
  cutoff: Day;
  before: Scheme;
  /** Whose figures, of which period, as they were when. */
  asked: InForce;
  /** What was decided on disputed lines; of tasks by line. */
  amendments: readonly Amendment[];
  amended: ReadonlyMap<string, Amendment>;
};

async function* tasksNow(house: House, assigner: string, period: Period): AsyncGenerator<Task> {
  for await (const row of streamOfPeriod(house.connection, assigner, period)) yield taskOf(row);
}

async function* tasksOf(house: House, edition: EditionRow): AsyncGenerator<Task> {
  for await (const { task } of replay(house, edition.assigner, toldIn(edition))) yield task;
}

const codesOf = (units: readonly ScoredUnit[]) => new Set(units.map(({ code }) => code));

async function groundNow(house: House, assigner: string, period: Period, when: When): Promise<Ground> {
  const before = await schemeInForce(house, assigner, period);
  const units = await scoredUnits(house, { assigner, period, scheme: before });
  return {
    tasks: tasksNow(house, assigner, period),
    units,
    codes: codesOf(units),
    calendar: house.calendar(),
    cutoff: when.today,
    before,
    asked: { assigner, period, day: when.today, moment: null },
    amendments: [],
    amended: new Map(),
  };
}

/** What an edition was counted from; a unit that its scheme excluded may be ranked by another one. */
function groundOf(house: House, period: Period, edition: EditionRow): Ground {
  const { assigner, cutoff, until, amendments } = edition;
  const units = edition.units.map(({ code, group, reason }): ScoredUnit => {
    return reason === 'verifiesItself' ? { code, group, reason } : { code, group };
  });
  return {
    tasks: tasksOf(house, edition),
    units,
    codes: codesOf(units),
    calendar: createCalendar(edition.calendar),
    cutoff,
    before: keptScheme(edition),
    asked: { assigner, period, day: cutoff, moment: until },
    amendments,
    amended: new Map(amendments.map((one) => [lineKey(one), one])),
  };
}

/** What a scheme is tried on: an edition of that period and assigner, else the tasks as they stand. Throws NotFound. */
export async function groundAsked(
  house: House,
  assigner: string,
  period: Period,
  edition: EditionRow | null,
  when: When,
): Promise<Ground> {
  if (edition === null) return groundNow(house, assigner, period, when);
  if (edition.assigner !== assigner || edition.period !== period.text) throw new NotFound();
  return groundOf(house, period, edition);
}
