import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoAccounts } from '../../seed/load-people.ts';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/db/connect.ts';
import { openDatabase } from '../../src/db/open-database.ts';
import { API_ROUTES } from '../../src/web/api/api-routes.ts';
import { makeTargets, settingsOf, signIn } from './targets.ts';

/**
 * `npm run fuzz`: Schemathesis over the description of the HTTP interface of a program that runs on `DATA_DIR`, signed
 * in as the Office, as its head and as a unit one after the other. It comes from PyPI into a virtual environment of its
 * own, kept in the user's cache.
 */
const CASES = process.env['FUZZ_CASES'] ?? '2000';
const PORT = process.env['PORT'] ?? '3000';
const VENV = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dondoc', 'fuzz');
const CHECKS =
  'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';
const PEOPLE = ['vanphong', 'chanhvanphong', 'stttt.head'] as const;

function must(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

async function passwordOfDemonstration(): Promise<string> {
  const read = readConfig(process.env);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const database = await openDatabase(read.config, 'command', () => undefined);
  const { connection, close } = await connect(database.uri);
  const [account] = await demoAccounts(connection);
  await close();
  await database.close();
  if (account === undefined) throw new Error('the fuzzer needs the demonstration: start the program first');
  return account.password;
}

if (!existsSync(join(VENV, 'bin', 'schemathesis'))) {
  must('python3', ['-m', 'venv', VENV]);
  must(join(VENV, 'bin', 'pip'), ['install', '--quiet', 'schemathesis']);
}

const api = `http://localhost:${PORT}/api/v1`;
const password = await passwordOfDemonstration();
const people = await Promise.all(PEOPLE.map((who) => signIn(api, who, password)));
const [office, head, unit] = people.map(({ ask }) => ask);
if (office === undefined || head === undefined || unit === undefined) throw new Error('nobody signed in');
const directory = mkdtempSync(join(tmpdir(), 'dondoc-fuzz-'));
const settings = join(directory, 'schemathesis.toml');
writeFileSync(settings, settingsOf(await makeTargets(office, head, unit, 'STTTT')));

function fuzz(token: string): number {
  const args = [
    ...['--config-file', settings, 'run', `${api}/openapi.json`, '--url', api],
    ...['--header', `Authorization: Bearer ${token}`],
    ...['--phases', 'examples,coverage,fuzzing,stateful', '--checks', CHECKS],
    ...['--max-examples', String(Math.ceil(Number(CASES) / PEOPLE.length / API_ROUTES.length))],
    ...['--exclude-path', '/sessions/current', '--continue-on-failure'],
  ];
  return spawnSync(join(VENV, 'bin', 'schemathesis'), args, { stdio: 'inherit' }).status ?? 1;
}

const statuses = people.map(({ token }, at) => {
  console.log(`As ${PEOPLE[at]}`);
  return fuzz(token);
});
rmSync(directory, { recursive: true });
process.exitCode = Math.max(...statuses);
