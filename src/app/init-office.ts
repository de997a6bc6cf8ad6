import { insertCalendars } from '../db/calendar-store.ts';
import type { CalendarYear } from '../domain/calendar.ts';
import type { Day, When } from '../domain/day.ts';
import { applyUnits } from './apply-units.ts';
import type { House } from './house.ts';
import { addPerson } from './keep-people.ts';
import { faulty, type Outcome } from './outcome.ts';

/**
 * Makes an empty database ready for an office: its unit, the working calendars, and an administrator, whose first
 * password is given in clear once. Refused when there is any unit or person already.
 */
export async function initOffice(
  house: House,
  input: { unit: string; name: string; kind: string; admin: string; validFrom: Day },
  calendars: readonly CalendarYear[],
  when: When,
): Promise<Outcome<{ password: string }>> {
  if (house.directory.units().length > 0 || house.directory.people().length > 0) {
    return faulty({ field: 'unit', code: 'notEmpty' });
  }
  const { unit: code, name, kind, admin, validFrom } = input;
  const unit = { units: [{ code, name, kind, validFrom }] };
  const person = { username: admin, name: 'Quản trị', posts: [{ role: 'administrator', unit: code }] };
  const created = await applyUnits(house, unit, when, false);
  if (!created.ok) return created;
  await insertCalendars(house.connection, calendars);
  return addPerson(house, person);
}
