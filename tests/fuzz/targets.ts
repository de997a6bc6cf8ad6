import { randomUUID } from 'node:crypto';

/** What the answers that are read here hold. */
type Item = { id: string; task: string | null; component: string };
type Body = { id: string; accessToken: string; items: Item[] };

/** A call of the HTTP interface as somebody; gives the answer's body, and throws when it isn't 2xx. */
export type Ask = (method: string, path: string, body?: unknown) => Promise<Body>;

/** Signs in, and gives who asks and the token by which the fuzzer does. */
export async function signIn(
  api: string,
  username: string,
  password: string,
): Promise<{ ask: Ask; token: string }> {
  const call = async (method: string, path: string, body: unknown, headers: Record<string, string>) => {
    const answer = await fetch(`${api}${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const { accessToken: token } = await call('POST', '/sessions', { username, password }, {});
  return {
    ask: (method, path, body) => call(method, path, body, { Authorization: `Bearer ${token}` }),
    token,
  };
}

/** What is acted on: operations by path, and the parameters that they are given. */
export type Targets = Record<string, Record<string, string>>;

async function openEdition(head: Ask): Promise<string> {
  const asked = { period: '2026-Q3', cutoff: '2026-09-30', reason: `Thử ${randomUUID()}` };
  const { id } = await head('POST', '/rankings/editions', asked);
  await head('POST', `/rankings/editions/${id}/actions`, { action: 'open', state: 'draft' });
  return id;
}

async function waitingDispute(unit: Ask, code: string, edition: string): Promise<string> {
  const { items } = await unit('GET', `/rankings/editions/${edition}/lines?unit=${code}`);
  const line = items.find(({ task }) => task !== null);
  const body = { task: line?.task, component: line?.component, reason: 'Thử' };
  return (await unit('POST', `/rankings/editions/${edition}/disputes`, body)).id;
}

/**
 * What there is to act on: a task under way, an edition open for disputes with one that waits, and a draft of a scheme.
 * That an unknown one is 404 is seen at the calls that read.
 */
export async function makeTargets(office: Ask, head: Ask, unit: Ask, code: string): Promise<Targets> {
  const { items } = await office('GET', '/tasks?state=acknowledged,inProgress&limit=1');
  const edition = await openEdition(head);
  const dispute = await waitingDispute(unit, code, edition);
  const { id: scheme } = await office('POST', '/schemes', { follows: 'default' });
  return {
    '/tasks/{id}/actions': { 'path.id': items[0]?.id ?? '' },
    '/rankings/editions/{id}/lines': { 'path.id': edition, 'query.unit': code },
    '/rankings/editions/{id}/disputes': { 'path.id': edition },
    '/rankings/editions/{id}/disputes/{dispute}/decision': { 'path.id': edition, 'path.dispute': dispute },
    '/rankings/editions/{id}/actions': { 'path.id': edition },
    '/schemes/{id}': { 'path.id': scheme },
    '/schemes/{id}/actions': { 'path.id': scheme },
  };
}

/** The settings of Schemathesis that give operations their targets. */
export function settingsOf(targets: Targets): string {
  return Object.entries(targets)
    .map(([path, parameters]) => {
      const pairs = Object.entries(parameters).map(([name, value]) => `"${name}" = "${value}"`);
      return `[[operations]]\ninclude-path = "${path}"\nparameters = { ${pairs.join(', ')} }\n`;
    })
    .join('\n');
}
