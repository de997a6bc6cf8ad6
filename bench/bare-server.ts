import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Handlebars from 'handlebars';
import { type Document, MongoClient } from 'mongodb';

/**
 * What the program is measured against: `node:http` and the driver, nothing between. It looks up the session, counts
 * up to 10,001 and reads the same rows by the same index, then answers with JSON or a page; or it writes what a report
 * writes, in one transaction. It knows no permission, no words, no faults. Its database is the first argument.
 */
const DURABLE = { readConcernLevel: 'majority', w: 'majority', journal: true } as const;
const client = await new MongoClient(process.argv[2] ?? '', DURABLE).connect();
const db = client.db();
const [tasks, events, notices, sessions] = ['tasks', 'taskEvents', 'notices', 'sessions'].map((name) =>
  db.collection<Document & { _id: string }>(name),
) as [Rows, Rows, Rows, Rows];
type Rows = ReturnType<typeof db.collection<Document & { _id: string }>>;

const ROW = Handlebars.compile(
  `<!doctype html><html lang="vi"><head><title>Nhiệm vụ</title></head><body><main><h1>Nhiệm vụ</h1><p>{{total}}</p>
<table><tbody>{{#each rows}}<tr><th><a href="/tasks/{{_id}}">{{code}}</a></th><td>{{content}}</td><td>{{index.notation}}</td>
<td>{{lead}}</td><td>{{current.day}}</td><td>{{state}}</td><td>{{progress}}</td><td>{{changedAt}}</td></tr>
{{/each}}</tbody></table></main></body></html>`,
  { strict: true },
);

async function list(query: URLSearchParams): Promise<{ total: number; rows: Document[] }> {
  const filter = { 'index.units': query.get('unit') };
  const rows = tasks
    .find(filter, { projection: { 'index.words': 0, 'index.tallies': 0 } })
    .sort({ 'index.dueCurrent': 1, _id: 1 })
    .limit(50)
    .toArray();
  const count = { count: 'tasks', query: filter, limit: 10_001, readConcern: { level: 'majority' } };
  const total = db.command(count);
  return { total: (await total)['n'] as number, rows: await rows };
}

async function bodyOf(request: IncomingMessage): Promise<Document> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Document;
}

async function report(id: string, body: Document): Promise<Document> {
  const task = await tasks.findOne({ _id: id });
  if (task === null) throw new Error(`no task ${id}`);
  const { _id, ...before } = task;
  const version = task['version'] as number;
  const after = { ...before, version: version + 1, state: 'inProgress', progress: body['progress'] };
  const event = { task: id, seq: version + 1, type: 'reported', data: body, hash: 'f'.repeat(64) };
  const notice = { key: `${id}:${version}`, person: 'vanphong', task: id, kind: 'reported', state: 'sent' };
  await client.withSession((session) =>
    session.withTransaction(async () => {
      await tasks.replaceOne({ _id, version }, after as never, { session });
      await events.insertOne(event as never, { session });
      await notices.insertOne({ _id: `${id}:${version}`, ...notice } as never, { session });
    }),
  );
  return after;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const session = await sessions.findOne({ _id: String(request.headers['x-session']) });
  if (session === null) {
    response.writeHead(401).end();
    return;
  }
  if (request.method === 'POST') {
    const body = await bodyOf(request);
    const after = await report(pathname.slice(1), body);
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(after));
    return;
  }
  const { total, rows } = await list(searchParams);
  if (pathname === '/page') response.setHeader('Content-Type', 'text/html; charset=utf-8');
  else response.setHeader('Content-Type', 'application/json');
  response.end(pathname === '/page' ? ROW({ total, rows }) : JSON.stringify({ items: rows, total }));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
