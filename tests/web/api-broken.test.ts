import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
});

afterAll(() => running.close());

async function tokenOf(username: string): Promise<string> {
  const response = await fetch(`${running.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  return ((await response.json()) as { accessToken: string }).accessToken;
}

describe('a body that is broken', () => {
  it.each([
    ['a part without a whole header', '--x\r\nContent-Disp\r\n\r\nabc\r\n--x\r\nContent\r\n\r\n--x--\r\n'],
    [
      'an end that never comes',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.4',
    ],
    ['no part at all', '--x--\r\n'],
  ])('of a file, %s: 4xx, and the program lives', async (_, body) => {
    const headers = {
      Authorization: `Bearer ${await tokenOf('stttt.clerk')}`,
      'Content-Type': 'multipart/form-data; boundary=x',
    };
    const response = await fetch(`${running.url}/api/v1/files`, { method: 'POST', headers, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  });

  it('cut off in the middle leaves the program as it was', async () => {
    const { hostname, port } = new URL(running.url);
    const token = await tokenOf('stttt.clerk');
    const socket = connect(Number(port), hostname);
    const head = `POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9999\r\n\r\n`;
    const sent = new Promise((resolve) =>
      socket.write(
        `${head}--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF`,
        resolve,
      ),
    );
    await sent;
    socket.destroy();
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  });

  it('of JSON: 400 malformed, and of another type 415', async () => {
    const headers = { Authorization: `Bearer ${await tokenOf('vanphong')}` };
    const post = (type: string, body: string) =>
      fetch(`${running.url}/api/v1/directives`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': type },
        body,
      });
    expect((await post('application/json', '{"a":')).status).toBe(400);
    expect((await post('text/plain', 'a')).status).toBe(415);
    expect((await post('application/json', `"${'a'.repeat(2_000_000)}"`)).status).toBe(413);
  });
});

describe('a correction in which a field is null', () => {
  it('leaves that field as it is', async () => {
    const office = await callerFor(running.url, 'vanphong');
    const paper = {
      notation: '9/UBND-CNTT',
      kind: 'Công văn',
      issuedOn: '2026-04-15',
      issuer: 'UBND tỉnh',
      subject: 'Thử',
    };
    const { body } = await office('POST', '/directives', paper);
    const changed = await office('PATCH', `/directives/${body.id}`, {
      version: 1,
      notation: null,
      subject: 'Mới',
      signer: null,
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { notation: '9/UBND-CNTT', subject: 'Mới', version: 2 },
    });
  });

  it('is refused for another field alone', async () => {
    const office = await callerFor(running.url, 'vanphong');
    const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
    const { body } = await office('POST', '/directives', { ...paper, notation: '10/UBND-CNTT' });
    const input = { version: 1, notation: null, issuedOn: null, reason: 'j'.repeat(10_001) };
    const refused = await office('PATCH', `/directives/${body.id}`, input);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'reason', code: 'tooLong' }] } });
  });
});

describe('the description of the interface', () => {
  type Schema = { pattern?: string; properties?: Record<string, Schema> };
  type Operation = {
    operationId: string;
    parameters: { name: string; schema: Schema }[];
    requestBody?: { content: Record<string, { schema: Schema; example?: object }> };
    responses: Record<
      string,
      { content?: Record<string, { schema: Schema }>; links?: Record<string, { operationId: string }> }
    >;
  };
  const described = async () => {
    const response = await fetch(`${running.url}/api/v1/openapi.json`);
    return ((await response.json()) as { paths: Record<string, Record<string, Operation>> }).paths;
  };
  const patternOf = (schema: Schema | undefined): RegExp => new RegExp(schema?.pattern ?? '^nothing$');

  it.each([
    ['2016', true],
    ['2016-Q3', true],
    ['2016-13', false],
    ['Q3/2016', false],
  ])('says of the period %s, as the interface answers, whether it is one: %s', async (period, good) => {
    const parameters = (await described())['/statistics']?.['get']?.parameters;
    const schema = parameters?.find(({ name }) => name === 'period')?.schema;
    expect(patternOf(schema).test(period)).toBe(good);
    const office = await callerFor(running.url, 'vanphong');
    const { status } = await office('GET', `/statistics?period=${encodeURIComponent(period)}`);
    expect(status).toBe(good ? 200 : 422);
  });

  it.each([
    ['Chuyển đổi số', 201],
    ['hai\ndòng', 201],
    ['a\u0000b', 422],
    ['\u0085', 422],
    ['   ', 422],
  ])('says of the subject %j what the interface answers: %i', async (subject, status) => {
    const body = (await described())['/directives']?.['post']?.requestBody?.content['application/json'];
    expect(patternOf(body?.schema.properties?.['subject']).test(subject)).toBe(status === 201);
    const office = await callerFor(running.url, 'vanphong');
    const paper = { ...body?.example, notation: `${subject.length}/UBND-TH`, subject };
    expect((await office('POST', '/directives', paper)).status).toBe(status);
  });

  it('names all that a ranking says of its scheme', async () => {
    const office = await callerFor(running.url, 'vanphong');
    const { body } = await office('GET', '/rankings?period=2026');
    const ok = (await described())['/rankings']?.['get']?.responses['200'];
    const scheme = ok?.content?.['application/json']?.schema.properties?.['scheme'];
    expect(Object.keys(scheme?.properties ?? {}).sort()).toEqual(Object.keys(body.scheme).sort());
  });

  it('leads from an answer to the calls that take its id, and names each as it is', async () => {
    const operations = Object.values(await described()).flatMap((path) => Object.values(path));
    const names = operations.map(({ operationId }) => operationId);
    const links = operations
      .flatMap(({ responses }) => Object.values(responses))
      .flatMap((answer) => Object.values(answer.links ?? {}).map(({ operationId }) => operationId));
    expect(links).toContain('postTasksIdActions');
    expect(links.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each([
    ['no object', '"A"'],
    ['no JSON', '{"a":'],
    ['an object of nothing that is asked for', '{"$where": 1}'],
  ])('names the answer that each call gives to a body that is %s', async (_, body) => {
    const headers = {
      Authorization: `Bearer ${await tokenOf('chanhvanphong')}`,
      'Content-Type': 'application/json',
    };
    const unnamed: string[] = [];
    for (const [path, operations] of Object.entries(await described())) {
      for (const [method, { requestBody, responses }] of Object.entries(operations)) {
        if (requestBody?.content['application/json'] === undefined) continue;
        const address = `${running.url}/api/v1${path.replace(/\{\w+\}/g, 'x')}?no=1`;
        const { status } = await fetch(address, { method: method.toUpperCase(), headers, body });
        if (responses[String(status)] === undefined) unnamed.push(`${method} ${path}: ${status}`);
      }
    }
    expect(unnamed).toEqual([]);
  });
});
