import type { House } from '../src/app/house.ts';
import { addWorkingDays, isWorkingDay } from '../src/domain/calendar.ts';
import { addDays, type Day, daysBetween, type When } from '../src/domain/day.ts';
import type { Task } from '../src/domain/task.ts';
import type { Unit } from '../src/domain/unit.ts';
import { type Chance, createChance, seedOf } from './chance.ts';
import words from './data/demo-words.json' with { type: 'json' };
import { habitOf, isRarelyAsked } from './habits.ts';
import type { PlannedDirective, PlannedTask } from './load-plan.ts';
import { at } from './office-hours.ts';
import { storyOf } from './story.ts';
import { writtenDeadline } from './written-deadline.ts';

/** A task that a district received, to be passed down. */
export type Received = { code: string; content: string; assignedOn: Day; due: Day };

/** Whose demonstration, until when, how many tasks at least, and what it passes down. */
export type Demo = { assigner: string; start: When; tasks: number; received: readonly Received[] };

type Form = { kind: string; symbol: string };

const PROVINCE_FORMS: readonly Form[] = [
  { kind: 'Công văn', symbol: 'UBND-THKH' },
  { kind: 'Công văn', symbol: 'UBND-VX' },
  { kind: 'Công văn', symbol: 'UBND-NN' },
  { kind: 'Công văn', symbol: 'UBND-CN' },
  { kind: 'Quyết định', symbol: 'QĐ-UBND' },
  { kind: 'Kế hoạch', symbol: 'KH-UBND' },
  { kind: 'Thông báo', symbol: 'TB-UBND' },
  { kind: 'Chỉ thị', symbol: 'CT-UBND' },
];
const DISTRICT_FORMS = PROVINCE_FORMS.slice(4).concat({ kind: 'Công văn', symbol: 'UBND-VP' });
const SIGNERS = ['Chủ tịch mẫu', 'Phó Chủ tịch mẫu A', 'Phó Chủ tịch mẫu B', 'Phó Chủ tịch mẫu C'];

type Ground = {
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

function fill(template: string, topic: string, place: string, year: string): string {
  return template.replace('{topic}', topic).replace('{place}', place).replace('{year}', year);
}

function weightOf(chance: Chance): number {
  const drawn = chance.next();
  return drawn < 0.7 ? 1 : drawn < 0.92 ? 2 : 3;
}

function officeOf(assigner: string): string {
  return assigner === '38' ? '' : `${assigner}.`;
}

type Line = {
  content: string;
  leadUnits: string[];
  deadline: string | null;
  parent?: string;
  weight?: number;
};

function plannedTask(ground: Ground, line: Line, when: When, clause: number): PlannedTask {
  const { house, chance, demo, units } = ground;
  const { parent, weight = weightOf(chance), ...given } = line;
  const coordinating = Array.from({ length: chance.between(0, 2) }, () => chance.pick(units).code);
  const drawn = chance.between(0, 0xffffffff);
  const chanceOf = (task: Task) => createChance((drawn ^ seedOf(task.lead)) >>> 0);
  return {
    when,
    ...(parent === undefined ? {} : { parent }),
    input: {
      ...given,
      coordinatingUnits: [...new Set(coordinating)].filter((unit) => !line.leadUnits.includes(unit)),
      weight,
      clause: `Mục ${clause}`,
      ...(chance.happens(0.7) ? { monitor: `${officeOf(demo.assigner)}vanphong` } : {}),
    },
    life: storyOf(house, chanceOf, when),
  };
}

function lineOf(ground: Ground, [concerned, topic]: readonly [string, string], issuedOn: Day): Line {
  const { chance } = ground;
  const year = issuedOn.slice(0, 4);
  return {
    content: fill(chance.pick(words.contents), topic, chance.pick(words.places), year),
    leadUnits: leadsOf(ground, concerned),
    deadline: writtenDeadline(chance, issuedOn, chance.between(8, 25) + Math.floor(chance.next() ** 3 * 110)),
  };
}

type Draft = { recordedOn: Day; issuedOn: Day; topic: readonly [string, string]; lines: Line[] };

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

function countOf(drafts: readonly Draft[]): number {
  return drafts.flatMap(({ lines }) => lines.flatMap(({ leadUnits }) => leadUnits)).length;
}

function draftsOf(ground: Ground): Draft[] {
  const { chance, demo, house } = ground;
  const passed = demo.received
    .filter(({ assignedOn, due }) => daysBetween(assignedOn, due) > 14 && chance.happens(0.25))
    .map((received) => passDown(ground, received))
    .filter(({ recordedOn }) => recordedOn < demo.start.today && isWorkingDay(house.calendar(), recordedOn));
  const drafts = [...passed, ...rareDrafts(ground)];
  for (let count = countOf(drafts); count < demo.tasks; ) {
    const one = draft(ground);
    drafts.push(one);
    count += countOf([one]);
  }
  return drafts.sort((a, b) => (a.recordedOn < b.recordedOn ? -1 : a.recordedOn > b.recordedOn ? 1 : 0));
}

/** Numbers of papers in their order: each series starts anew with the year, where it would be on that day. */
function numbering(chance: Chance): (symbol: string, day: Day) => string {
  const last = new Map<string, number>();
  return (symbol, day) => {
    const year = day.slice(0, 4);
    const series = `${symbol} ${year}`;
    const usual = 3 * daysBetween(`${year}-01-01`, day) + chance.between(1, 9);
    const number = Math.max(usual, (last.get(series) ?? 0) + 1);
    last.set(series, number);
    return `${number}/${symbol}`;
  };
}

function subjectOf({ chance }: Ground, { topic: [, topic], issuedOn }: Draft): string {
  return fill(chance.pick(words.subjects), topic, '', issuedOn.slice(0, 4));
}

function groundOf(house: House, demo: Demo): Ground {
  const isProvince = demo.assigner === '38';
  const topics = isProvince
    ? words.topics
    : words.districtTopics.map(([office, topic]) => [`${demo.assigner}.${office}`, topic]);
  const units = house.directory.childrenOf(demo.assigner);
  const chance = createChance(seedOf(`demonstration ${demo.assigner}`));
  return { house, chance, demo, units, topics: topics as unknown as Ground['topics'] };
}

/** The demonstration of an assigner: directives of twelve months with their tasks, the same for the same start. */
export function planDemo(house: House, demo: Demo): PlannedDirective[] {
  const ground = groundOf(house, demo);
  const { chance } = ground;
  const numberOf = numbering(chance);
  const issuer = demo.assigner === '38' ? 'UBND tỉnh' : (house.directory.unit(demo.assigner)?.name ?? '');
  return draftsOf(ground).map((one) => {
    const form = chance.pick(demo.assigner === '38' ? PROVINCE_FORMS : DISTRICT_FORMS);
    const minute = chance.between(0, 200);
    return {
      by: `${officeOf(demo.assigner)}vanphong`,
      when: at(one.recordedOn, minute),
      paper: {
        notation: numberOf(form.symbol, one.issuedOn),
        kind: form.kind,
        issuedOn: one.issuedOn,
        issuer,
        subject: subjectOf(ground, one),
        signer: chance.pick(SIGNERS),
      },
      tasks: one.lines.map((line, i) => plannedTask(ground, line, at(one.recordedOn, minute + 1 + i), i + 1)),
    };
  });
}
