import type { Connection } from 'mongoose';
import { findCalendars } from '../db/calendar-store.ts';
import { findPeople, type PersonRow } from '../db/person-store.ts';
import { findPoliciesInForce } from '../db/policy-store.ts';
import { findUnits } from '../db/unit-store.ts';
import { type CalendarYear, createCalendar, type WorkingCalendar } from '../domain/calendar.ts';
import { DEFAULT_IN_FORCE, type PolicyInForce } from '../domain/policy.ts';
import type { Post, Role } from '../domain/post.ts';
import type { Unit } from '../domain/unit.ts';

/** What is known of a person without the password. */
export type Person = Omit<PersonRow, 'passwordHash' | '_id'> & { username: string };

/** Units, people, calendars and policies in memory, as they were read last; some hundreds, read far more than changed. */
export type Directory = {
  unit: (code: string) => Unit | undefined;
  units: () => readonly Unit[];
  childrenOf: (code: string) => readonly Unit[];
  person: (username: string) => Person | undefined;
  people: () => readonly Person[];
  /** The people who act in a unit in one of these roles, by username. */
  holding: (unit: string, roles: readonly Role[]) => readonly Person[];
  calendar: () => WorkingCalendar;
  /** What an assigner decided last, the default until it does. */
  policyOf: (assigner: string) => PolicyInForce;
  /** How many working days before a deadline somebody is reminded at the earliest, whoever assigns. */
  earliestReminder: () => number;
  /** Reads again what is older than ten seconds, or all when `now` says so. */
  refresh: (now?: 'now') => Promise<void>;
};

type Snapshot = {
  units: Map<string, Unit>;
  children: Map<string, Unit[]>;
  people: Map<string, Person>;
  byUnit: Map<string, Person[]>;
  calendar: WorkingCalendar;
  policies: Map<string, PolicyInForce>;
};

const FRESH_MILLISECONDS = 10_000;

function collect<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      const list = found.get(key);
      if (list === undefined) found.set(key, [item]);
      else list.push(item);
    }
  }
  return found;
}

/** A calendar that has not changed stays the same one: its table is costly. */
function calendarOf(years: readonly CalendarYear[], before: WorkingCalendar | null): WorkingCalendar {
  const same = before !== null && JSON.stringify([...before.years.values()]) === JSON.stringify(years);
  return same ? before : createCalendar(years);
}

async function read(connection: Connection, before: Snapshot | null): Promise<Snapshot> {
  const units = await findUnits(connection);
  const people = (await findPeople(connection)).map(({ _id, ...person }) => ({ username: _id, ...person }));
  const years = await findCalendars(connection);
  const decided = await findPoliciesInForce(connection);
  return {
    calendar: calendarOf(years, before?.calendar ?? null),
    units: new Map(units.map((unit) => [unit.code, unit])),
    children: collect(units, (unit) => (unit.parent === null ? [] : [unit.parent])),
    people: new Map(people.map((person) => [person.username, person])),
    policies: new Map(
      decided.map(({ assigner, policy, remindersFrom }) => [assigner, { ...policy, remindersFrom }]),
    ),
    byUnit: collect(people, (person) => [...new Set(person.posts.map((post) => post.unit))]),
  };
}

function holds(person: Person, unit: string, roles: readonly Role[]): boolean {
  return (
    !person.disabled && person.posts.some((post: Post) => post.unit === unit && roles.includes(post.role))
  );
}

function earliestOf(policies: Iterable<PolicyInForce>): number {
  return Math.max(...[DEFAULT_IN_FORCE, ...policies].flatMap(({ reminders }) => reminders.before));
}

/** Reads units, people, calendars and policies, and keeps them. */
export async function openDirectory(connection: Connection): Promise<Directory> {
  let snapshot = await read(connection, null);
  let readAt = performance.now();
  return {
    unit: (code) => snapshot.units.get(code),
    units: () => [...snapshot.units.values()],
    childrenOf: (code) => snapshot.children.get(code) ?? [],
    person: (username) => snapshot.people.get(username),
    people: () => [...snapshot.people.values()],
    holding: (unit, roles) =>
      (snapshot.byUnit.get(unit) ?? []).filter((person) => holds(person, unit, roles)),
    calendar: () => snapshot.calendar,
    policyOf: (assigner) => snapshot.policies.get(assigner) ?? DEFAULT_IN_FORCE,
    earliestReminder: () => earliestOf(snapshot.policies.values()),
    refresh: async (now) => {
      if (now === undefined && performance.now() - readAt < FRESH_MILLISECONDS) return;
      readAt = performance.now();
      snapshot = await read(connection, snapshot);
    },
  };
}
