import type { House } from '../src/app/house.ts';
import { addWorkingDays, isWorkingDay, previousWorkingDay } from '../src/domain/calendar.ts';
import { addDays, type Day, daysBetween, type When } from '../src/domain/day.ts';
import type { Unit } from '../src/domain/unit.ts';
import type { Chance } from './chance.ts';
import words from './data/demo-words.json' with { type: 'json' };
import { habitOf, isRarelyAsked } from './habits.ts';
import { writtenDeadline } from './written-deadline.ts';

/** A task that a district received, to be passed down. */
export type Received = { code: string; content: string; assignedOn: Day; due: Day };

/** Whose demonstration, until when, how many tasks at least, and what it passes down. */
export type Demo = { assigner: string; start: When; tasks: number; received: readonly Received[] };

/** What the papers of an assigner are drawn from. */
export type Ground = {
  house: House;
  chance: Chance;
  demo: Demo;
  units: readonly Unit[];
  topics: readonly (readonly [string, string])[];
};

function pickLead({ chance, units }: Ground): string {
  for (;;) {
    const { code } = chance.pick(units);
    if (chance.next() * 2 < habitOf(code).share) return code;
  }
}

/** Mostly one unit, now and then some, seldom a whole peer group. */
function leadsOf(ground: Ground, concerned: string): string[] {
  const { chance, units } = ground;
  const often = units.filter(({ code }) => !isRarelyAsked(code));
  const drawn = chance.next();
  if (drawn < 0.04) {
    const group = chance.pick(often.filter(({ peerGroup }) => peerGroup !== null)).peerGroup;
    return often.filter((unit) => unit.peerGroup === group).map(({ code }) => code);
  }
  if (drawn < 0.2) {
    const some = Array.from({ length: chance.between(2, 4) }, () => chance.pick(often).code);
    return [...new Set(some)];
  }
  return [chance.happens(0.4) && !isRarelyAsked(concerned) ? concerned : pickLead(ground)];
}

/** A template with its places filled in. */
export function fill(template: string, topic: string, place: string, year: string): string {
  return template.replace('{topic}', topic).replace('{place}', place).replace('{year}', year);
}

/** One line of a directive: a task for each of its lead units. */
export type Line = {
  content: string;
  leadUnits: string[];
  deadline: string | null;
  parent?: string;
  weight?: number;
};

function lineOf(ground: Ground, [concerned, topic]: readonly [string, string], issuedOn: Day): Line {
  const { chance } = ground;
  const year = issuedOn.slice(0, 4);
  return {
    content: fill(chance.pick(words.contents), topic, chance.pick(words.places), year),
    leadUnits: leadsOf(ground, concerned),
    deadline: writtenDeadline(chance, issuedOn, chance.between(8, 25) + Math.floor(chance.next() ** 3 * 110)),
  };
}

/** A directive with its lines, before it has a number. */
export type Draft = {
  recordedOn: Day;
  issuedOn: Day;
  topic: readonly [string, string];
  lines: Line[];
  /** Nobody has looked at it yet. */
  untouched?: true;
};

/** A working day of the twelve months before the start, the last of them the day before it. */
function drawDay({ house, chance, demo }: Ground): Day {
  for (;;) {
    const day = addDays(demo.start.today, -chance.between(1, 365));
    if (isWorkingDay(house.calendar(), day)) return day;
  }
}

function draft(ground: Ground): Draft {
  const { house, chance } = ground;
  const recordedOn = drawDay(ground);
  const issuedOn = chance.happens(0.6) ? recordedOn : addWorkingDays(house.calendar(), recordedOn, -1);
  const topic = chance.pick(ground.topics);
  const lines = Array.from({ length: chance.between(2, 7) }, () => lineOf(ground, topic, issuedOn));
  return { recordedOn, issuedOn, topic, lines };
}

/** A task received is passed down a working day or two later, to an office and some communes, due a week before. */
function passDown(ground: Ground, { code, content, assignedOn, due }: Received): Draft {
  const { house, chance, units } = ground;
  const recordedOn = addWorkingDays(house.calendar(), assignedOn, chance.between(1, 2));
  const communes = units.filter(({ kind }) => kind === 'commune');
  const [office = '', topic = ''] = chance.pick(ground.topics);
  const leads = [office, ...Array.from({ length: chance.between(1, 3) }, () => chance.pick(communes).code)];
  const { day, month, year } = Temporal.PlainDate.from(addDays(due, -6));
  const line = {
    content,
    leadUnits: [...new Set(leads)],
    deadline: `trước ngày ${day}/${month}/${year}`,
    parent: code,
  };
  return { recordedOn, issuedOn: recordedOn, topic: [office, topic], lines: [line] };
}

/** What the units with very few tasks have: two in all, of the least weight. */
function rareDrafts(ground: Ground): Draft[] {
  const rare = ground.units.filter(({ code }) => isRarelyAsked(code));
  return rare.flatMap(({ code }) =>
    [1, 2].map(() => {
      const one = draft(ground);
      const lines = one.lines.slice(0, 1).map((line) => ({ ...line, leadUnits: [code], weight: 1 }));
      return { ...one, lines };
    }),
  );
}

/** The newest directive, of the working day before the start: every unit still has its task to acknowledge. */
function newestDraft(ground: Ground): Draft {
  const { house, demo, units } = ground;
  const recordedOn = previousWorkingDay(house.calendar(), addDays(demo.start.today, -1));
  const one = draft(ground);
  const groups = Object.values(Object.groupBy(units, ({ peerGroup }) => peerGroup ?? ''));
  const lines = groups.flatMap((group = []) => {
    const leadUnits = group.map(({ code }) => code).filter((code) => !isRarelyAsked(code));
    return leadUnits.length === 0 ? [] : [{ ...lineOf(ground, one.topic, recordedOn), leadUnits }];
  });
  return { ...one, recordedOn, issuedOn: recordedOn, lines, untouched: true };
}

function countOf(drafts: readonly Draft[]): number {
  return drafts.flatMap(({ lines }) => lines.flatMap(({ leadUnits }) => leadUnits)).length;
}

/** The directives of the twelve months before the start, in their order, with as many tasks as were asked for. */
export function draftsOf(ground: Ground): Draft[] {
  const { chance, demo, house } = ground;
  const passed = demo.received
    .filter(({ assignedOn, due }) => daysBetween(assignedOn, due) > 14 && chance.happens(0.25))
    .map((received) => passDown(ground, received))
    .filter(({ recordedOn }) => recordedOn < demo.start.today && isWorkingDay(house.calendar(), recordedOn));
  const drafts = [...passed, ...rareDrafts(ground), newestDraft(ground)];
  for (let count = countOf(drafts); count < demo.tasks; ) {
    const one = draft(ground);
    drafts.push(one);
    count += countOf([one]);
  }
  return drafts.sort((a, b) => (a.recordedOn < b.recordedOn ? -1 : a.recordedOn > b.recordedOn ? 1 : 0));
}
