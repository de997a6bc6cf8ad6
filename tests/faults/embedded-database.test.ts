import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mongodOf, type Program, startProgram, temporaryDataDir, until } from '../support/program.ts';

let dataDir: string;
let remove: () => Promise<void>;
const programs: Program[] = [];

beforeEach(async () => {
  ({ dataDir, remove } = await temporaryDataDir());
});
afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await remove();
});

function start(env: Record<string, string> = {}, entrance?: string): Program {
  const program = startProgram(dataDir, env, entrance);
  programs.push(program);
  return program;
}

const command = () => start({}, 'tests/support/use-database.ts');

async function kept(): Promise<{ port: number; version: string }> {
  return JSON.parse(await readFile(join(dataDir, 'mongod.json'), 'utf8'));
}

async function withDatabase<T>(work: (client: MongoClient) => Promise<T>): Promise<T> {
  const { port } = await kept();
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?replicaSet=dondoc`, {
    writeConcern: { w: 'majority', journal: true },
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

async function write(n: number): Promise<void> {
  await withDatabase((client) => client.db('dondoc').collection('marks').insertOne({ n }));
}

function marks(): Promise<number[]> {
  return withDatabase(async (client) => {
    const rows = await client.db('dondoc').collection('marks').find().sort({ n: 1 }).toArray();
    return rows.map((row) => row.n as number);
  });
}

async function isReady(program: Program): Promise<boolean> {
  const answer = await fetch(`${await program.address}/readyz`);
  await answer.text();
  return answer.status === 200;
}

describe('the program on a data directory of its own', () => {
  it('starts, is ready, and ends at SIGTERM with 0, its mongod too', async () => {
    const program = start();
    expect(await isReady(program)).toBe(true);
    expect((await fetch(`${await program.address}/healthz`)).status).toBe(200);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(await mongodOf(dataDir)).toBe(null);
  });

  it('ends whole when npm, which started it, is told to', async () => {
    const npm = start({}, 'npm start');
    await npm.address;
    npm.child.kill('SIGTERM');
    expect([0, 'SIGTERM', 143]).toContain(await npm.ended);
    expect(npm.said()).toContain('Stopping');
    expect(await mongodOf(dataDir)).toBe(null);
  });

  it('lets a request under way finish while it ends', async () => {
    const program = start();
    const address = await program.address;
    const mongod = await mongodOf(dataDir);
    process.kill(mongod!, 'SIGSTOP');
    const asked = fetch(`${address}/readyz`);
    await fetch(`${address}/healthz`);
    program.child.kill('SIGTERM');
    await until(async () => program.said().includes('Stopping'));
    process.kill(mongod!, 'SIGCONT');
    expect((await asked).status).toBe(200);
    expect(await program.ended).toBe(0);
  });

  it('refuses a second one in words and is not harmed by it', async () => {
    const first = start();
    await first.address;
    const second = start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`already runs on ${dataDir} (process ${first.child.pid})`);
    expect(await isReady(first)).toBe(true);
  });

  it('says so and ends when its port is taken, leaving no mongod behind', async () => {
    const first = start();
    const port = new URL(await first.address).port;
    const other = await temporaryDataDir();
    const second = startProgram(other.dataDir, { PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.said()).toContain(`Cannot listen on 127.0.0.1 port ${port} (EADDRINUSE)`);
    expect(await mongodOf(other.dataDir)).toBe(null);
    await other.remove();
  });

  it('lists every fault of the environment and starts nothing', async () => {
    const program = start({ PORT: 'x', CLOCK: 'soon' });
    expect(await program.ended).toBe(1);
    expect(program.said()).toMatch(/PORT: .*\nCLOCK: /);
    expect(await mongodOf(dataDir)).toBe(null);
  });
});

describe('after a kill -9', () => {
  it('of the program it starts again on another port with all that was there', async () => {
    const first = start();
    await first.address;
    await write(1);
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    const second = start();
    expect(await isReady(second)).toBe(true);
    expect(await second.address).not.toBe(await first.address);
    expect(await marks()).toEqual([1]);
  });

  it('of both it starts again with all that was there', async () => {
    const first = start();
    await first.address;
    await write(1);
    first.child.kill('SIGKILL');
    process.kill((await mongodOf(dataDir))!, 'SIGKILL');
    await first.ended;
    expect(await isReady(start())).toBe(true);
    expect(await marks()).toEqual([1]);
  });

  it('of the program while it starts, the next start is not held up', async () => {
    const first = start();
    await until(async () => (await mongodOf(dataDir)) !== null);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await isReady(start())).toBe(true);
  });

  it('of mongod the program runs it again, and writes go on', async () => {
    const program = start();
    await program.address;
    await write(1);
    const killed = await mongodOf(dataDir);
    process.kill(killed!, 'SIGKILL');
    await until(() => isReady(program));
    await write(2);
    expect(await marks()).toEqual([1, 2]);
    expect(await mongodOf(dataDir)).not.toBe(killed);
  });
});

describe('a data directory', () => {
  it('whose port is taken by something else gets another, with all that was there', async () => {
    const first = start();
    await first.address;
    await write(1);
    first.child.kill('SIGTERM');
    await first.ended;
    const { port } = await kept();
    const squatter = createServer((socket) => socket.destroy()).listen(port, '127.0.0.1');
    expect(await isReady(start())).toBe(true);
    expect((await kept()).port).not.toBe(port);
    expect(await marks()).toEqual([1]);
    squatter.close();
  });

  it('written by another major version of mongod is refused in words', async () => {
    await writeFile(join(dataDir, 'mongod.json'), JSON.stringify({ port: 27_017, version: '4.4.1' }));
    const program = start();
    expect(await program.ended).toBe(1);
    expect(program.said()).toContain('was written by mongod 4.4.1');
    expect(await mongodOf(dataDir)).toBe(null);
  });

  it('does not take a living process for the dead owner whose number it has', async () => {
    const first = start();
    await first.address;
    first.child.kill('SIGKILL');
    await first.ended;
    const dead = { pid: process.pid, identity: 'another boot 1', role: 'program' };
    await writeFile(join(dataDir, 'users', `${process.pid}-x`), JSON.stringify(dead));
    await writeFile(join(dataDir, 'lock', '1000'), JSON.stringify(dead));
    expect(await isReady(start())).toBe(true);
  });
});

describe('a command', () => {
  it('uses the database of the program that runs, and leaves it running', async () => {
    const program = start();
    await program.address;
    const mongod = await mongodOf(dataDir);
    const user = command();
    expect(await user.address).toContain(`:${(await kept()).port}`);
    user.child.kill('SIGTERM');
    expect(await user.ended).toBe(0);
    expect(await mongodOf(dataDir)).toBe(mongod);
    expect(await isReady(program)).toBe(true);
  });

  it('starts the database when no program runs, and keeps it until another command that came has ended', async () => {
    const first = command();
    await first.address;
    const mongod = await mongodOf(dataDir);
    const second = command();
    await second.address;
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await mongodOf(dataDir)).toBe(mongod);
    await write(1);
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(await mongodOf(dataDir)).toBe(null);
  });

  it('goes on when the program that started the database ends', async () => {
    const program = start();
    await program.address;
    const user = command();
    await user.address;
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    await write(1);
    expect(await marks()).toEqual([1]);
  });

  it('is one of four that start at once: all get the one database', async () => {
    const commands = [command(), command(), command(), command()];
    const addresses = await Promise.all(commands.map(({ address }) => address));
    expect(new Set(addresses).size).toBe(1);
    for (const { child } of commands) child.kill('SIGTERM');
    expect(await Promise.all(commands.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    expect(await mongodOf(dataDir)).toBe(null);
  });
});
