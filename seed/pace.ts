import { addWorkingDays, previousWorkingDay, type WorkingCalendar } from '../src/domain/calendar.ts';
import type { Day, When } from '../src/domain/day.ts';
import type { Chance } from './chance.ts';
import { at } from './office-hours.ts';

/** The office day in minutes from 08:00: a morning to 11:30, an afternoon from 13:30 to 17:00. */
const NOON = 210;
const AFTERNOON = 330;
const END = 540;

/** Time as a task goes through it: forward only, on working days, within office hours. */
export type Pace = {
  today: () => Day;
  /** So many working days later; 0 is later on the same day. */
  after: (days: number) => When;
  /** On that day, or the working day before it; later today where that has passed. */
  on: (day: Day) => When;
};

function inOffice(minute: number): number {
  return minute > NOON && minute < AFTERNOON ? AFTERNOON + (minute - NOON) / 2 : minute;
}

/** A pace that starts at a moment, whose day is `start.today`. */
export function createPace(calendar: WorkingCalendar, chance: Chance, start: When): Pace {
  let day = start.today;
  let minute = (Date.parse(start.now) - Date.parse(`${day}T01:00:00.000Z`)) / 60_000;
  const moveTo = (next: Day): When => {
    day = next;
    minute = inOffice(chance.next() * (END - 60));
    return at(day, minute);
  };
  const laterToday = (): When => {
    const next = inOffice(minute + 2 + chance.next() * 40);
    if (next > END) return moveTo(addWorkingDays(calendar, day, 1));
    minute = next;
    return at(day, minute);
  };
  return {
    today: () => day,
    after: (days) => (days > 0 ? moveTo(addWorkingDays(calendar, day, days)) : laterToday()),
    on: (wanted) => {
      const working = previousWorkingDay(calendar, wanted);
      return working > day ? moveTo(working) : laterToday();
    },
  };
}
