import { createChance } from '../seed/chance.ts';
import { chain, type Hash, NO_EVENTS } from '../src/domain/chain.ts';
import { addDays, type Day, daysBetween } from '../src/domain/day.ts';
import type { ChainedEvent, Happening } from '../src/domain/event.ts';
import type { By } from '../src/domain/post.ts';

/** A task of the benchmark: where it belongs, and the day to which its life has come. */
export type Birth = {
  id: string;
  number: number;
  directive: string;
  assigner: string;
  lead: string;
  coordinating: string[];
  today: Day;
};

/** So many days of deadlines: ten years, of which the last month is still to come. */
const SPAN_DAYS = 3652;
const TO_COME_DAYS = 30;

type Step = { day: Day; by: By; happening: Happening };

function clerkOf(unit: string): By {
  return { username: `${unit.toLowerCase()}.clerk`, role: 'unitClerk', unit };
}

const OFFICE: By = { username: 'vanphong', role: 'officeStaff', unit: '38' };

/**
 * What became of a task up to today, from chances of its own number: nine of ten verified, one of eight of these late,
 * some returned, some with an extension, and of those due in the last year one of twelve open and overdue.
 */
function stepsOf(birth: Birth): Step[] {
  const { number, today, lead } = birth;
  const chance = createChance(number + 1);
  const due = addDays(today, TO_COME_DAYS - chance.between(0, SPAN_DAYS - 1));
  const assigned = addDays(due, -chance.between(12, 90));
  const year = assigned.slice(0, 4);
  const deadline = {
    day: due,
    text: due,
    rule: { kind: 'written', clock: null, since: null },
    provisional: false,
  };
  const steps: Step[] = [
    {
      day: assigned,
      by: OFFICE,
      happening: {
        type: 'assigned',
        data: {
          code: `${birth.assigner}-${year}-${String(number).padStart(7, '0')}`,
          directive: birth.directive,
          group: null,
          parent: null,
          clause: `mục ${1 + (number % 9)}`,
          content: `Rà soát, tổng hợp và báo cáo kết quả thực hiện nhiệm vụ số ${number} trên địa bàn tỉnh, kiến nghị giải pháp tháo gỡ khó khăn, vướng mắc`,
          assigner: birth.assigner,
          lead,
          coordinating: birth.coordinating,
          deadline,
          weight: chance.between(1, 3),
          monitor: 'vanphong',
        },
      },
    },
  ];
  const then = (day: Day, by: By, happening: Happening) => steps.push({ day, by, happening });
  then(addDays(assigned, 1), clerkOf(lead), { type: 'acknowledged', data: {} });
  const text = 'Đã tổng hợp số liệu, đang lấy ý kiến các đơn vị';
  if (chance.happens(0.5)) {
    const data = { person: `${lead.toLowerCase()}.staff` };
    then(addDays(assigned, 1), clerkOf(lead), { type: 'handlerAssigned', data });
  }
  const late = chance.happens(0.125);
  const end = late
    ? addDays(due, chance.between(1, 60))
    : addDays(due, -chance.between(0, Math.min(10, daysBetween(assigned, due) - 8)));
  const reports = chance.between(0, 4);
  const stretch = Math.max(2, Math.floor(daysBetween(assigned, due) / (reports + 1)));
  for (let day = addDays(assigned, stretch), left = reports; left > 0 && day < addDays(end, -2); left -= 1) {
    const progress = 100 - 20 * left;
    const data = { progress, text, difficulties: null, proposals: null, files: [] };
    then(day, clerkOf(lead), { type: 'reported', data });
    day = addDays(day, stretch);
  }
  const recent = daysBetween(due, today) < 365;
  if (chance.happens(recent ? 0.083 : 0.002)) return steps;
  const paper = { notation: `${1 + (number % 400)}/BC`, issuedOn: end };
  if (chance.happens(0.08)) {
    then(addDays(end, -2), clerkOf(lead), { type: 'submitted', data: { text, result: paper, files: [] } });
    then(addDays(end, -1), OFFICE, { type: 'returned', data: { reason: 'Thiếu phụ lục số liệu' } });
  }
  then(end, clerkOf(lead), { type: 'submitted', data: { text, result: paper, files: [] } });
  then(addDays(end, chance.between(0, 6)), OFFICE, { type: 'verified', data: { quality: 4 } });
  return steps;
}

/** The chained events of a task up to the end of the day before `today`; none when it is assigned later. */
export function lifeOf(birth: Birth, hash: Hash): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (const { day, by, happening } of stepsOf(birth)) {
    if (day >= birth.today) break;
    const last = events.at(-1);
    const tail = last === undefined ? NO_EVENTS : { seq: last.seq, hash: last.hash };
    events.push(...chain(birth.id, tail, [happening], { at: `${day}T03:00:00.000Z`, by }, hash));
  }
  return events;
}
