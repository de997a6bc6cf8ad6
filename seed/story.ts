import type { House } from '../src/app/house.ts';
import type { Life, PastAction } from '../src/app/record-history.ts';
import type { ActionName } from '../src/domain/actions.ts';
import { addWorkingDays } from '../src/domain/calendar.ts';
import { addDays, type Day, type When } from '../src/domain/day.ts';
import type { Task } from '../src/domain/task.ts';
import type { Chance } from './chance.ts';
import words from './data/demo-words.json' with { type: 'json' };
import { habitOf } from './habits.ts';
import { actorOf } from './load-plan.ts';
import { createPace, type Pace } from './pace.ts';

type Telling = Generator<PastAction, Task, Task>;
/** What a story is told with; `office` is the prefix of the Office's usernames (empty, or `384.`). */
type Scene = { house: House; chance: Chance; pace: Pace; office: string };

function laterOf(a: Day, b: Day): Day {
  return [a, b].sort()[1] ?? b;
}

function by(scene: Scene, username: string, action: ActionName, fields: object, when: When): PastAction {
  return { action, fields: { ...fields }, actor: actorOf(scene.house, username), when };
}

function clerkOf({ lead }: Task): string {
  return `${lead.toLowerCase()}.clerk`;
}

/** Of what the Office itself leads, and now and then of others, its head judges. */
function judgeOf({ house, chance, office }: Scene, task: Task): string {
  const own = house.directory.unit(task.lead)?.ownOffice ?? false;
  return `${office}${own || chance.happens(0.15) ? 'chanhvanphong' : 'vanphong'}`;
}

/** Working days until the Office answers: slow in the months after reports are due, and at times elsewhere. */
function officeDays({ chance, pace }: Scene): number {
  const slow = ['01', '07'].includes(pace.today().slice(5, 7)) || chance.happens(0.08);
  return slow ? chance.between(4, 12) : chance.between(0, 3);
}

function paper(scene: Scene, symbol: string, issuedOn: Day): { notation: string; issuedOn: Day } {
  return { notation: `${scene.chance.between(20, 900)}/${symbol}`, issuedOn };
}

function resultOf(scene: Scene, { lead }: Task, day: Day): { notation: string; issuedOn: Day } {
  const unit = scene.house.directory.unit(lead);
  const short = unit?.kind === 'department' || unit?.kind === 'office' ? lead.replace(/^\d+\./, '') : 'UBND';
  return paper(scene, `BC-${short}`, day);
}

function* declined(scene: Scene, task: Task): Telling {
  const { chance, pace, house } = scene;
  const decline = { reason: chance.pick(words.declineReasons) };
  const waiting = yield by(scene, clerkOf(task), 'decline', decline, pace.after(1));
  const when = pace.after(officeDays(scene) + 3);
  if (chance.happens(0.5)) {
    const reason = { reason: 'Nhiệm vụ thuộc lĩnh vực do đơn vị quản lý, đề nghị thực hiện.' };
    return yield by(scene, judgeOf(scene, waiting), 'overrule', reason, when);
  }
  const others = house.directory
    .childrenOf(task.assigner)
    .filter(({ code, kind }) => kind !== 'commune' && code !== task.lead && habitOf(code).share >= 1);
  const fields = { leadUnit: chance.pick(others).code, reason: 'Chuyển đơn vị có chức năng phù hợp.' };
  const moved = yield by(scene, judgeOf(scene, waiting), 'reassign', fields, when);
  return yield by(scene, clerkOf(moved), 'acknowledge', {}, pace.after(chance.between(0, 2)));
}

function* started(scene: Scene, task: Task): Telling {
  const { chance, pace } = scene;
  const habit = habitOf(task.lead);
  const days = chance.between(0, habit.acknowledgesWithin);
  let now = yield by(scene, clerkOf(task), 'acknowledge', {}, pace.after(days));
  if (chance.happens(habit.declines)) now = yield* declined(scene, now);
  if (now.state === 'acknowledged' && chance.happens(0.55)) {
    const person = { person: `${now.lead.toLowerCase()}.staff` };
    now = yield by(scene, clerkOf(now), 'assignHandler', person, pace.after(0));
  }
  return now;
}

function* reported(scene: Scene, task: Task, progress: number, when: When): Telling {
  const { chance } = scene;
  const difficulties = chance.happens(0.25) ? { difficulties: chance.pick(words.difficulties) } : {};
  const who = task.handler ?? clerkOf(task);
  return yield by(
    scene,
    who,
    'report',
    { progress, text: chance.pick(words.reports), ...difficulties },
    when,
  );
}

function* extensionAsked(scene: Scene, task: Task, due: Day): Telling {
  const { chance, pace } = scene;
  const early = chance.happens(0.8) ? chance.between(1, 6) : -2;
  const asked = pace.on(addDays(due, -early));
  const base = laterOf(asked.today, due);
  const day = addDays(base, chance.between(10, 40));
  const [cause = 'external', reason = ''] = chance.pick(words.extensionReasons);
  const waiting = yield by(
    scene,
    clerkOf(task),
    'requestExtension',
    { deadline: { day }, cause, reason },
    asked,
  );
  const when = pace.after(officeDays(scene) + 1);
  if (chance.happens(0.72)) return yield by(scene, judgeOf(scene, waiting), 'approveExtension', {}, when);
  const no = { reason: chance.pick(words.refusals) };
  return yield by(scene, judgeOf(scene, waiting), 'refuseExtension', no, when);
}

function* suspended(scene: Scene, task: Task): Telling {
  const { chance, pace } = scene;
  const when = pace.after(chance.between(3, 12));
  const fields = { reason: chance.pick(words.suspendReasons), document: paper(scene, 'TB-UBND', when.today) };
  const resting = yield by(scene, judgeOf(scene, task), 'suspend', fields, when);
  const again = { reason: chance.pick(words.resumeReasons) };
  return yield by(scene, judgeOf(scene, resting), 'resume', again, pace.after(chance.between(20, 90)));
}

function* submitted(scene: Scene, task: Task, when: When): Telling {
  const { chance } = scene;
  const who = chance.happens(0.8) ? clerkOf(task) : `${task.lead.toLowerCase()}.head`;
  const fields = { text: chance.pick(words.submissions), result: resultOf(scene, task, when.today) };
  return yield by(scene, who, 'submit', fields, when);
}

function* finished(scene: Scene, task: Task, when: When): Telling {
  const { chance, pace } = scene;
  let now = yield* submitted(scene, task, when);
  for (let again = 0; again < 2 && chance.happens(habitOf(task.lead).returned); again++) {
    const reason = { reason: chance.pick(words.returnReasons) };
    now = yield by(scene, judgeOf(scene, now), 'return', reason, pace.after(officeDays(scene)));
    if (chance.happens(0.4)) now = yield* reported(scene, now, 90, pace.after(1));
    now = yield* submitted(scene, now, pace.after(chance.between(1, 5)));
  }
  const quality = chance.happens(0.6) ? { quality: chance.between(3, 5) } : {};
  return yield by(scene, judgeOf(scene, now), 'verify', quality, pace.after(officeDays(scene)));
}

/** The day on which the unit means to submit, by its habit and the deadline. */
function aimOf({ house, chance, pace }: Scene, task: Task): Day {
  const due = task.current.day ?? addDays(task.assignedOn, chance.between(30, 120));
  const { late, daysLate } = habitOf(task.lead);
  if (!chance.happens(late)) return addDays(due, -Math.floor(chance.next() ** 2 * 12));
  const from = laterOf(due, pace.today());
  return addWorkingDays(house.calendar(), from, 1 + Math.floor(chance.next() ** 2 * daysLate * 2));
}

function* ended(scene: Scene): Telling {
  const { chance, pace, office } = scene;
  const when = pace.after(chance.between(2, 10));
  const head = `${office}chanhvanphong`;
  if (chance.happens(0.5))
    return yield by(scene, head, 'recall', { reason: chance.pick(words.recallReasons) }, when);
  const fields = { reason: chance.pick(words.stopReasons), document: paper(scene, 'TB-UBND', when.today) };
  return yield by(scene, head, 'discontinue', fields, when);
}

function* worked(scene: Scene, task: Task): Telling {
  const { chance, pace } = scene;
  let now = task;
  if (chance.happens(0.012)) return yield* ended(scene);
  if (chance.happens(0.015)) now = yield* suspended(scene, now);
  const due = now.current.day;
  const lengthy = due !== null && due > addDays(pace.today(), 14);
  if (lengthy && chance.happens(0.6)) now = yield* reported(scene, now, 30, pace.after(chance.between(3, 8)));
  if (due !== null && due > pace.today() && chance.happens(habitOf(now.lead).asks))
    now = yield* extensionAsked(scene, now, due);
  if (chance.happens(0.01)) {
    const fields = { deadline: { day: laterThan(scene, now) }, reason: 'Điều chỉnh theo chỉ đạo mới.' };
    now = yield by(scene, judgeOf(scene, now), 'extend', fields, pace.after(1));
  }
  if (chance.happens(habitOf(now.lead).never)) return now;
  const aim = aimOf(scene, now);
  if (chance.happens(0.3) && addDays(pace.today(), 3) < aim)
    now = yield* reported(scene, now, 70, pace.on(addDays(aim, -2)));
  return yield* finished(scene, now, pace.on(aim));
}

function laterThan({ chance, pace }: Scene, task: Task): Day {
  const due = task.current.day ?? pace.today();
  return addDays(laterOf(due, pace.today()), chance.between(10, 30));
}

/** How a task fares with its lead unit, by the unit's habit and by chance; it doesn't know when it is cut off. */
export function storyOf(house: House, chanceOf: (task: Task) => Chance, assigned: When): Life {
  return function* (task) {
    const chance = chanceOf(task);
    const office = task.assigner === '38' ? '' : `${task.assigner}.`;
    const scene = { house, chance, pace: createPace(house.calendar(), chance, assigned), office };
    if (chance.happens(0.004)) return;
    yield* worked(scene, yield* started(scene, task));
  };
}
