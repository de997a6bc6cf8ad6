import type { House } from '../src/app/house.ts';
import { Conflict, type Outcome } from '../src/app/outcome.ts';
import { recordDirective } from '../src/app/record-directive.ts';
import { type Life, recordHistory } from '../src/app/record-history.ts';
import { takeNumbers } from '../src/db/counter-store.ts';
import { readSetting, writeSetting } from '../src/db/setting-store.ts';
import { taskModel } from '../src/db/task-store.ts';
import type { Moment, When } from '../src/domain/day.ts';
import type { Actor } from '../src/domain/post.ts';
import { sideBySide } from './side-by-side.ts';
import { upTo } from './up-to.ts';

/** A task to load, with its lead units, and what happened to each of them. `parent` is a task's code. */
export type PlannedTask = {
  when: When;
  input: {
    content: string;
    leadUnits: string[];
    coordinatingUnits: string[];
    deadline: string | null;
    weight: number;
    clause?: string;
    monitor?: string;
  };
  parent?: string;
  life: Life;
};

/** A directive to load with its tasks, all recorded by one person. */
export type PlannedDirective = {
  by: string;
  when: When;
  paper: {
    notation: string;
    kind: string;
    issuedOn: string;
    issuer: string;
    subject: string;
    signer?: string;
  };
  tasks: PlannedTask[];
};

/** How loading is watched and ended. */
export type Loading = { say: (line: string) => void; signal: Pick<AbortSignal, 'throwIfAborted'> };

/** Directives with their tasks, under a name; what would be later than `until` has not happened. */
export type Plan = { name: string; until: Moment; directives: readonly PlannedDirective[] };

/** As many directives are loaded at once; one writer alone waits for the disk most of the time. */
const AT_ONCE = 16;

type Numbered = PlannedDirective & { firsts: number[] };

/** The person as who acts. */
export function actorOf(house: House, username: string): Actor {
  const person = house.directory.person(username);
  if (person === undefined) throw new Error(`seed: nobody is called ${username}`);
  return { username, name: person.name, posts: person.posts };
}

/** What came of a use case; what it refuses is a fault of the seed. */
export function taken<T>(outcome: Outcome<T>, what: unknown): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`seed: ${JSON.stringify(outcome)} of ${JSON.stringify(what)}`);
}

function seriesOf(house: House, planned: PlannedDirective): string {
  return actorOf(house, planned.by).posts[0]?.unit ?? '';
}

/** The numbers of the tasks, in the order of the plan; reserved once, so that a second start gives the same. */
async function numbered(house: House, name: string, plan: readonly PlannedDirective[]): Promise<Numbered[]> {
  const needed: Record<string, number> = {};
  const offsets = plan.map((planned) =>
    planned.tasks.map(({ when, input }) => {
      const series = `${seriesOf(house, planned)}:${when.today.slice(0, 4)}`;
      const offset = needed[series] ?? 0;
      needed[series] = offset + new Set(input.leadUnits).size;
      return { series, offset };
    }),
  );
  const setting = `demo.numbers.${name}`;
  const kept = await readSetting<[string, number][]>(house.connection, setting);
  const firsts = new Map(kept ?? []);
  if (kept === null) {
    for (const [series, count] of Object.entries(needed)) {
      firsts.set(series, await takeNumbers(house.connection, `tasks:${series}`, count));
    }
    await writeSetting(house.connection, setting, [...firsts]);
  }
  return plan.map((planned, i) => ({
    ...planned,
    firsts: (offsets[i] ?? []).map(({ series, offset }) => (firsts.get(series) ?? 1) + offset),
  }));
}

async function directiveId(house: House, { by, when, paper }: PlannedDirective): Promise<string> {
  try {
    return taken(await recordDirective(house, paper, actorOf(house, by), when), paper)._id;
  } catch (error) {
    if (error instanceof Conflict && error.id !== null) return error.id;
    throw error;
  }
}

/** The ids of all tasks by their codes. */
export async function taskIds(house: House): Promise<Map<string, string>> {
  const rows = await taskModel(house.connection)
    .find({}, { code: 1 })
    .lean<{ _id: string; code: string }[]>();
  return new Map(rows.map(({ _id, code }) => [code, _id]));
}

async function loadDirective(house: House, planned: Numbered, there: Map<string, string>): Promise<number> {
  const id = await directiveId(house, planned);
  const actor = actorOf(house, planned.by);
  let count = 0;
  for (const [i, { input, when, life, parent }] of planned.tasks.entries()) {
    const first = planned.firsts[i] ?? 1;
    const code = `${seriesOf(house, planned)}-${when.today.slice(0, 4)}-${String(first).padStart(5, '0')}`;
    if (there.has(code)) continue;
    const whole = {
      ...input,
      directive: id,
      parent: parent === undefined ? null : (there.get(parent) ?? null),
    };
    const past = { input: whole, actor, when, first, life };
    count += taken(await recordHistory(house, past), whole).length;
  }
  return count;
}

function pastOf({ until, directives }: Plan): PlannedDirective[] {
  const isPast = ({ when }: { when: When }): boolean => when.now <= until;
  return directives.filter(isPast).map((planned) => ({
    ...planned,
    tasks: planned.tasks.filter(isPast).map((task) => ({ ...task, life: upTo(until, task.life) })),
  }));
}

/**
 * Loads a plan by the use cases that people use, many directives at once. A directive or a task that is there is left
 * as it is, so that a start after an interruption goes on. Throws when it is told to end.
 */
export async function loadPlan(house: House, plan: Plan, { say, signal }: Loading): Promise<void> {
  const there = await taskIds(house);
  const past = pastOf(plan);
  const all = await numbered(house, plan.name, past);
  const total = past.flatMap(({ tasks }) => tasks.flatMap(({ input }) => input.leadUnits)).length;
  let count = 0;
  let said = 0;
  await sideBySide(all, AT_ONCE, async (planned) => {
    signal.throwIfAborted();
    count += await loadDirective(house, planned, there);
    if (count - said < 1000) return;
    said = count;
    say(`  ${count} / ${total}`);
  });
}
