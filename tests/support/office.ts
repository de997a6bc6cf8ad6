import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import calendars from '../../seed/data/calendars.json' with { type: 'json' };
import type { House } from '../../src/app/house.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { hashPassword } from '../../src/app/password.ts';
import { insertCalendars } from '../../src/db/calendar-store.ts';
import { inTransaction } from '../../src/db/connect.ts';
import { insertPeople } from '../../src/db/person-store.ts';
import { insertUnits } from '../../src/db/unit-store.ts';
import type { CalendarYear } from '../../src/domain/calendar.ts';
import type { When } from '../../src/domain/day.ts';
import type { Actor, Role } from '../../src/domain/post.ts';
import { UNCHANGED, type Unit } from '../../src/domain/unit.ts';
import { createApp } from '../../src/web/create-app.ts';
import { openTestDatabase } from './mongo.ts';

/** The password of everybody in a test's office. */
export const PASSWORD = 'mat-khau-thu-2026';

/** What came of a use case that the test takes for granted; throws when it was refused. */
export async function must<T>(work: Promise<{ ok: true; value: T } | { ok: false }>): Promise<T> {
  const outcome = await work;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** Noon in Vietnam on a day: the `when` of what happens on it. */
export function on(today: string): When {
  return { now: `${today}T05:00:00.000Z`, today };
}

function unit(code: string, kind: Unit['kind'], parent: string | null, peerGroup: string | null): Unit {
  return {
    code,
    name: `Đơn vị ${code}`,
    shortName: code,
    kind,
    parent,
    peerGroup,
    ownOffice: code === 'VP',
    validFrom: '2010-01-01',
    ...UNCHANGED,
  };
}

const UNITS: readonly Unit[] = [
  unit('38', 'province', null, null),
  unit('VP', 'department', '38', null),
  unit('STTTT', 'department', '38', 'departments'),
  unit('SNV', 'department', '38', 'departments'),
  unit('STC', 'department', '38', 'departments'),
  { ...unit('CU', 'department', '38', 'departments'), validTo: '2020-12-31' },
  unit('384', 'district', '38', 'mountain'),
  unit('380', 'district', '38', 'lowland'),
  unit('384.NV', 'office', '384', 'offices'),
  unit('14845', 'commune', '384', 'communes'),
];

const UNIT_ROLES: readonly [string, Role][] = [
  ['clerk', 'unitClerk'],
  ['head', 'unitHead'],
  ['staff', 'unitStaff'],
];

/** Usernames with their posts: the province's Office, a district's Office, and three people in each unit. */
const POSTS: readonly [string, Role, string][] = [
  ['vanphong', 'officeStaff', '38'],
  ['chanhvanphong', 'officeHead', '38'],
  ['chutich', 'leader', '38'],
  ['quantri', 'administrator', '38'],
  ['thanhtra', 'inspector', '38'],
  ['384.vanphong', 'officeStaff', '384'],
  ['384.chanhvanphong', 'officeHead', '384'],
  ['384.chutich', 'leader', '384'],
  ...UNITS.filter(({ parent }) => parent !== null).flatMap(({ code }) =>
    UNIT_ROLES.map(([who, role]): [string, Role, string] => [`${code.toLowerCase()}.${who}`, role, code]),
  ),
];

/** A small province on a fresh database, and the house on it. */
export type Office = {
  house: House;
  actor: (username: string) => Actor;
  close: () => Promise<void>;
};

/** Writes a small province: units, people (all with `PASSWORD`) and the real working calendars; opens the house on it. */
export async function fillOffice(connection: Connection): Promise<Omit<Office, 'close'>> {
  await insertCalendars(connection, calendars.years as unknown as CalendarYear[]);
  await inTransaction(connection, (session) => insertUnits(connection, session, UNITS));
  const passwordHash = await hashPassword(PASSWORD);
  await insertPeople(
    connection,
    POSTS.map(([username, role, code]) => ({
      _id: username,
      name: `Người ${username}`,
      mail: `${username}@dondoc.example`,
      language: 'vi' as const,
      posts: [{ role, unit: code }],
      passwordHash,
      passwordChangeNeeded: false,
      disabled: false,
    })),
  );
  const house = await openHouse(connection, 'a secret of at least thirty-two bytes');
  const actor = (username: string): Actor => {
    const person = house.directory.person(username);
    if (person === undefined) throw new Error(`nobody: ${username}`);
    return { username, name: person.name, posts: person.posts };
  };
  return { house, actor };
}

/** Opens a small province on a fresh database of the test run's `mongod`. */
export async function openOffice(open = openTestDatabase): Promise<Office & { uri: string }> {
  const { connection, close, uri } = await open();
  return { ...(await fillOffice(connection)), close, uri };
}

/** A running program on an office: its address, and the clock that a test sets. */
export type Running = Office & { url: string; clock: { when: When } };

const VIEWS = fileURLToPath(new URL('../../views/', import.meta.url));

/** Serves an office on a free port of this machine; `clock.when` is the moment of every request. */
export async function serveOffice(when: When, open = openTestDatabase): Promise<Running> {
  const office = await openOffice(open);
  const clock = { when };
  const site = {
    house: office.house,
    when: () => clock.when,
    since: when.now,
    baseUrl: null,
    allowHttp: false,
    production: false,
    mailOn: false,
    demo: false,
  };
  const app = createApp({ site, viewsDir: VIEWS, ready: async () => true });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await office.close();
  };
  return { ...office, close, url: `http://127.0.0.1:${port}`, clock };
}

/** A caller of the HTTP interface, signed in as somebody; `any`, since each test says itself what an answer holds. */
export type Caller = (method: string, path: string, body?: unknown) => Promise<{ status: number; body: any }>;

/** Signs in by the HTTP interface and gives a caller. */
export async function callerFor(url: string, username: string): Promise<Caller> {
  const call = async (method: string, path: string, body?: unknown, token?: string) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  const session = await call('POST', '/sessions', { username, password: PASSWORD });
  if (session.status !== 201) throw new Error(`cannot sign in: ${JSON.stringify(session)}`);
  return (method, path, body) => call(method, path, body, session.body.accessToken);
}

/** A visitor of the pages without script: what a browser would send, and the answer as it came. */
export type Visitor = {
  get: (path: string) => Promise<{ status: number; location: string | null; html: string }>;
  post: (
    path: string,
    form: Record<string, string | string[]>,
  ) => Promise<{ status: number; location: string | null; html: string }>;
};

/** Signs in by the form and gives a visitor; redirects are not followed. */
export async function visitorFor(url: string, username: string): Promise<Visitor> {
  const body = new URLSearchParams({ username, password: PASSWORD });
  const signIn = await fetch(`${url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  const Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const ask = async (path: string, form: URLSearchParams | null) => {
    const method = form === null ? 'GET' : 'POST';
    const answer = await fetch(`${url}${path}`, {
      method,
      body: form,
      headers: { Cookie },
      redirect: 'manual',
    });
    const html = (await answer.text()).replaceAll('\u00a0', ' ');
    return { status: answer.status, location: answer.headers.get('location'), html };
  };
  const pairs = (form: Record<string, string | string[]>) =>
    Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    );
  return {
    get: (path) => ask(path, null),
    post: (path, form) => ask(path, new URLSearchParams(pairs(form))),
  };
}
