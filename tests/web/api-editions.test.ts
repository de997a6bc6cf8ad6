import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { DISPUTE, DISPUTES, EDITION, EDITION_LINES, EDITIONS } from '../../src/app/edition-answers.ts';
import { fillPeriod } from '../support/editions.ts';
import { type Caller, callerFor, on, type Running, serveOffice } from '../support/office.ts';

const OPENED = '2026-07-20';
const AFTER = '2026-07-28';

let running: Running;
let head: Caller;
let unit: Caller;
let other: Caller;
let leader: Caller;

async function signIn(): Promise<void> {
  const names = ['chanhvanphong', 'stc.head', 'snv.clerk', 'chutich'];
  [head, unit, other, leader] = (await Promise.all(names.map((name) => callerFor(running.url, name)))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ];
}

beforeAll(async () => {
  running = await serveOffice(on(OPENED));
  await fillPeriod(running);
  await signIn();
}, 60_000);

afterAll(() => running.close());

/** The body, which has just what its description says, no less and no more. */
async function described<S extends z.ZodType>(
  answer: ReturnType<Caller>,
  status: number,
  schema: S,
): Promise<z.output<S>> {
  const given = await answer;
  expect([given.status, given.body]).toEqual([status, expect.anything()]);
  const body = schema.parse(given.body);
  expect(body).toEqual(given.body);
  return body;
}

describe('editions by the HTTP interface', () => {
  let path: string;
  let id: string;
  let task: string;
  let dispute: string;

  it('are frozen by the head of the Office alone', async () => {
    const asked = { period: '2026-H1', cutoff: '2026-06-30' };
    const edition = await described(head('POST', '/rankings/editions', asked), 201, EDITION);
    expect(edition).toMatchObject({
      edition: 1,
      state: 'draft',
      facts: 18,
      replacedBy: null,
      assigner: '38',
    });
    id = edition.id;
    path = `/rankings/editions/${id}`;
    expect((await unit('POST', '/rankings/editions', asked)).status).toBe(403);
    expect((await unit('GET', path)).status).toBe(404);
    const foreign = await head('POST', '/rankings/editions', { ...asked, assigner: '384' });
    expect(foreign.status).toBe(404);
    const wrong = await head('POST', '/rankings/editions', { period: '2026-H1', cutoff: '2026-12-31' });
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'cutoff']);
  });

  it('move by the state that was seen', async () => {
    const open = { action: 'open', state: 'draft' };
    const edition = await described(head('POST', `${path}/actions`, open), 200, EDITION);
    expect([edition.state, edition.disputesUntil]).toEqual(['open', '2026-07-27']);
    const again = await head('POST', `${path}/actions`, open);
    expect([again.status, again.body.code]).toEqual([409, 'stale']);
    const early = await head('POST', `${path}/actions`, { action: 'finish', state: 'open' });
    expect([early.status, early.body.code]).toEqual([422, 'refused']);
    expect(early.body.detail).toContain('Còn trong thời gian nhận đề nghị rà soát');
  });

  it('show a unit its own row and lines', async () => {
    const edition = await described(unit('GET', path), 200, EDITION);
    expect(edition.items.map((row: { unit: string }) => row.unit)).toEqual(['STC']);
    const lines = await described(unit('GET', `${path}/lines?unit=STC`), 200, EDITION_LINES);
    expect(lines.items).toHaveLength(6);
    task = lines.items[0]?.task ?? '';
    expect((await unit('GET', `${path}/lines?unit=SNV`)).status).toBe(404);
    expect((await unit('GET', `${path}/lines`)).status).toBe(422);
    expect((await described(leader('GET', `${path}/lines?unit=SNV`), 200, EDITION_LINES)).items).toHaveLength(
      6,
    );
  });

  it('take a dispute of a line once, with its reason', async () => {
    const asked = { task, component: 'timeliness', reason: 'Đã nộp bản giấy' };
    const without = await unit('POST', `${path}/disputes`, { task, component: 'timeliness' });
    expect([without.status, without.body.errors[0].field]).toEqual([422, 'reason']);
    dispute = (await described(unit('POST', `${path}/disputes`, asked), 201, DISPUTE)).id;
    const twice = await unit('POST', `${path}/disputes`, asked);
    expect([twice.status, twice.body.code]).toEqual([409, 'stale']);
    const foreign = await other('POST', `${path}/disputes`, asked);
    expect([foreign.status, foreign.body.errors[0].field]).toEqual([422, 'task']);
    expect((await leader('POST', `${path}/disputes`, asked)).status).toBe(403);
    expect((await described(other('GET', `${path}/disputes`), 200, DISPUTES)).items).toEqual([]);
    expect((await described(leader('GET', `${path}/disputes`), 200, DISPUTES)).items).toHaveLength(1);
    const [line] = (await unit('GET', `${path}/lines?unit=STC`)).body.items.filter(
      (one: { task: string }) => one.task === task,
    );
    expect(line.dispute).toEqual({ id: dispute, state: 'waiting' });
  });

  it('have it decided once, by the head of the Office', async () => {
    const decision = { verdict: 'otherDays', daysLate: 0, reason: 'Đúng' };
    const decide = (who: Caller, body: object) => who('POST', `${path}/disputes/${dispute}/decision`, body);
    expect((await decide(leader, decision)).status).toBe(403);
    expect((await decide(unit, decision)).status).toBe(403);
    const daysNeeded = await decide(head, { verdict: 'otherDays', reason: 'Đúng' });
    expect([daysNeeded.status, daysNeeded.body.errors[0].field]).toEqual([422, 'daysLate']);
    const decided = await described(decide(head, decision), 200, DISPUTE);
    expect([decided.state, decided.decision?.daysLate]).toEqual(['accepted', 0]);
    expect((await decide(head, decision)).status).toBe(409);
    const elsewhere = `/rankings/editions/${dispute}/disputes/${dispute}/decision`;
    expect((await head('POST', elsewhere, decision)).status).toBe(404);
  });

  it('end in a new edition that names the old one, and is published', async () => {
    running.clock.when = on(AFTER);
    await signIn();
    const finish = head('POST', `${path}/actions`, { action: 'finish', state: 'open' });
    const final = await described(finish, 200, EDITION);
    expect(final).toMatchObject({ edition: 2, replaces: id, state: 'final', facts: 18 });
    expect(final.amendments).toMatchObject([{ task, daysLate: 0, dispute }]);
    const late = await unit('POST', `${path}/disputes`, { task, component: 'timeliness', reason: 'x' });
    expect([late.status, late.body.code]).toEqual([422, 'refused']);
    const own = await described(unit('GET', `/rankings/editions/${final.id}`), 200, EDITION);
    expect(own.items).toHaveLength(1);
    const publish = { action: 'publish', state: 'final' };
    await described(head('POST', `/rankings/editions/${final.id}/actions`, publish), 200, EDITION);
    const seen = await described(other('GET', `/rankings/editions/${final.id}`), 200, EDITION);
    expect([seen.items.length, seen.amendments]).toEqual([final.items.length, []]);
    const list = await described(other('GET', '/rankings/editions'), 200, EDITIONS);
    expect(list.items.map((one: { id: string; state: string }) => [one.id, one.state])).toEqual([
      [final.id, 'published'],
      [id, 'open'],
    ]);
    expect((await described(other('GET', path), 200, EDITION)).replacedBy).toBe(final.id);
  });

  it('are described', async () => {
    const description = (await (await fetch(`${running.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const paths = Object.entries(description.paths).filter(([path]) => path.startsWith('/rankings/editions'));
    expect(Object.fromEntries(paths.map(([path, methods]) => [path, Object.keys(methods)]))).toEqual({
      '/rankings/editions': ['get', 'post'],
      '/rankings/editions/{id}': ['get'],
      '/rankings/editions/{id}/lines': ['get'],
      '/rankings/editions/{id}/actions': ['post'],
      '/rankings/editions/{id}/disputes': ['get', 'post'],
      '/rankings/editions/{id}/disputes/{dispute}/decision': ['post'],
    });
  });
});
