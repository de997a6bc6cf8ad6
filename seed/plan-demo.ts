import type { House } from '../src/app/house.ts';
import type { Life } from '../src/app/record-history.ts';
import { type Day, daysBetween, type When } from '../src/domain/day.ts';
import type { Task } from '../src/domain/task.ts';
import { type Chance, createChance, seedOf } from './chance.ts';
import words from './data/demo-words.json' with { type: 'json' };
import { type Demo, type Draft, draftsOf, fill, type Ground, type Line } from './drafts.ts';
import type { PlannedDirective, PlannedTask } from './load-plan.ts';
import { at } from './office-hours.ts';
import { storyOf } from './story.ts';

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

function weightOf(chance: Chance): number {
  const drawn = chance.next();
  return drawn < 0.7 ? 1 : drawn < 0.92 ? 2 : 3;
}

function officeOf(assigner: string): string {
  return assigner === '38' ? '' : `${assigner}.`;
}

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

const noLife: Life = function* () {};

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
      tasks: one.lines.map((line, i) => {
        const task = plannedTask(ground, line, at(one.recordedOn, minute + 1 + i), i + 1);
        return one.untouched === true ? { ...task, life: noLife } : task;
      }),
    };
  });
}
