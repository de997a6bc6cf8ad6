import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccounts } from '../../seed/load-people.ts';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open-database.ts';

/**
 * `npm run fuzz`: Schemathesis over the description of the HTTP interface of a program that runs on `DATA_DIR`, signed
 * in as the Office. It comes from PyPI into a virtual environment of its own, kept in the user's cache.
 */
const CASES = process.env['FUZZ_CASES'] ?? '2000';
const PORT = process.env['PORT'] ?? '3000';
const VENV = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dondoc', 'fuzz');
const CHECKS =
  'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';

function must(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(VENV, 'bin', 'schemathesis'))) {
  must('python3', ['-m', 'venv', VENV]);
  must(join(VENV, 'bin', 'pip'), ['install', '--quiet', 'schemathesis']);
}

const read = readConfig(process.env);
if (!read.ok) throw new Error(read.faults.join('\n'));
const database = await openDatabase(read.config, 'command', () => undefined);
const { connection, close } = await connect(database.uri);
const account = (await demoAccounts(connection)).find(({ username }) => username === 'vanphong');
await close();
await database.close();
if (account === undefined) throw new Error('the fuzzer needs the demonstration: start the program first');

const api = `http://localhost:${PORT}/api/v1`;
const { username, password } = account;
const session = await fetch(`${api}/sessions`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ username, password }),
});
const { accessToken } = (await session.json()) as { accessToken: string };

/** Acting is tried on a task that there is; that an unknown one is 404 is seen at the other calls. */
const tasks = await fetch(`${api}/tasks?state=acknowledged,inProgress&limit=1`, {
  headers: { Authorization: `Bearer ${accessToken}` },
});
const { items } = (await tasks.json()) as { items: { id: string }[] };
const directory = mkdtempSync(join(tmpdir(), 'dondoc-fuzz-'));
const settings = join(directory, 'schemathesis.toml');
writeFileSync(
  settings,
  `[[operations]]
include-path = "/tasks/{id}/actions"
parameters = { "path.id" = "${items[0]?.id}" }
`,
);
const args = [
  '--config-file',
  settings,
  'run',
  `${api}/openapi.json`,
  '--url',
  api,
  '--header',
  `Authorization: Bearer ${accessToken}`,
  '--phases',
  'examples,coverage,fuzzing,stateful',
  '--max-examples',
  String(Math.ceil(Number(CASES) / 18)),
  '--checks',
  CHECKS,
  '--exclude-path',
  '/sessions/current',
  '--continue-on-failure',
];
const fuzzer = spawn(join(VENV, 'bin', 'schemathesis'), args, { stdio: 'inherit' });
fuzzer.on('exit', (code) => {
  rmSync(directory, { recursive: true });
  process.exit(code ?? 1);
});
