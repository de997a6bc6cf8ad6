import type { Day, When } from '../src/domain/day.ts';

/** A minute of a day in office hours, counted from 08:00 in Vietnam. */
export function at(today: Day, minute: number): When {
  const whole = Math.floor(minute);
  const [hours, minutes] = [1 + Math.floor(whole / 60), whole % 60].map((n) => String(n).padStart(2, '0'));
  const seconds = String(Math.floor((minute - whole) * 60)).padStart(2, '0');
  return { now: `${today}T${hours}:${minutes}:${seconds}.000Z`, today };
}
