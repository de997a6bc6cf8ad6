import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startJobs } from '../jobs/agenda.ts';
import { accountTable } from '../seed/account-table.ts';
import { joinDemonstration, prepareTogether } from '../seed/join-demonstration.ts';
import { demoAccounts } from '../seed/load-people.ts';
import { isDemonstration, isNothingOwed } from '../seed/seed.ts';
import type { House } from './app/house.ts';
import { openHouse } from './app/open-house.ts';
import { refoldTasksOfOldShape } from './app/refold-tasks.ts';
import { settleRestore } from './app/restore.ts';
import { createClock } from './clock.ts';
import { type Config, jwtSecret, readConfig } from './config.ts';
import { connect } from './db/connect.ts';
import { ensureIndexes } from './db/ensure-indexes.ts';
import { isWritable } from './db/is-writable.ts';
import { openDatabase } from './db/open-database.ts';
import { log, setLogLevel } from './log.ts';
import { openDelivery } from './open-delivery.ts';
import { createApp } from './web/create-app.ts';
import { listen } from './web/listen.ts';
import type { Site } from './web/route.ts';

/** After so long the end is forced. */
const END_MILLISECONDS = 9_500;

const say = (line: string) => console.log(line);

type Closing = () => Promise<void>;

const VIEWS = join(import.meta.dirname, '../views/');

function siteOf(config: Config, house: House, when: Site['when'], demo: boolean): Site {
  return {
    house,
    when,
    since: when().now,
    baseUrl: config.baseUrl,
    allowHttp: config.allowHttp,
    production: config.production,
    mailOn: config.smtpUrl !== null,
    demo,
  };
}

async function openJobs(config: Config, { house, when }: Pick<Site, 'house' | 'when'>): Promise<Closing> {
  const delivery = openDelivery(config);
  const jobs = await startJobs({ house, when, delivery });
  return async () => {
    await jobs.stop();
    delivery?.mailer.close();
  };
}

/**
 * Begins the work that goes on while the program serves: joins the demonstration until it is whole, then wakes the
 * jobs. Ending the program interrupts it.
 */
async function startWork(config: Config, site: Site, closings: Closing[], url: string): Promise<void> {
  const ending = new AbortController();
  let closeJobs: Closing = async () => undefined;
  const work = async () => {
    const joining = { mayLoad: config.process !== 'jobs', say, signal: ending.signal };
    if (config.demo) await joinDemonstration(site.house, joining);
    ending.signal.throwIfAborted();
    if (config.process !== 'web') closeJobs = await openJobs(config, site);
    await sayWhere(url, site.house);
  };
  const working = work();
  closings.push(async () => {
    ending.abort();
    await working.catch(() => undefined);
    await closeJobs();
  });
  await working.catch((error: unknown) => (ending.signal.aborted ? undefined : fail(error, closings)));
}

/** Tells where the program is, and with which accounts it can be tried. */
async function sayWhere(url: string, house: House): Promise<void> {
  say(`Đôn Đốc: ${url}`);
  for (const line of accountTable(await demoAccounts(house.connection))) say(line);
}

/** Starts the parts in their order, and notes how each is closed. */
async function start(config: Config, closings: Closing[]): Promise<void> {
  const { uri, close: closeDatabase } = await openDatabase(config, 'program', say);
  closings.push(closeDatabase);
  const { connection, close: disconnect } = await connect(uri);
  closings.push(disconnect);
  await ensureIndexes(connection);
  await settleRestore({ connection }, say);
  const when = createClock(config.clock);
  if (config.demo && config.process !== 'jobs') await prepareTogether(connection, when);
  const house = await openHouse(connection, await jwtSecret(config));
  await refoldTasksOfOldShape(house);
  const site = siteOf(config, house, when, await isDemonstration(connection));
  const ready = async () =>
    (await isWritable(connection)) && (!config.demo || (await isNothingOwed(connection)));
  const app = createApp({ site, viewsDir: VIEWS, ready });
  const { port, close: stopListening } = await listen(app, config.host, config.port);
  const host = ['127.0.0.1', '0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
  void startWork(config, site, closings, `http://${host}:${port}`);
  closings.push(stopListening);
}

/** Closes the parts, the last one started first. */
async function stop(closings: Closing[]): Promise<void> {
  for (let close = closings.pop(); close !== undefined; close = closings.pop()) {
    await close().catch((error: Error) => log.error({ error }, 'close'));
  }
}

async function fail(error: unknown, closings: Closing[]): Promise<never> {
  console.error(error instanceof Error ? error.message : error);
  log.debug({ error }, 'start');
  await stop(closings);
  process.exit(1);
}

async function end(starting: Promise<void>, closings: Closing[]): Promise<never> {
  say('Đang dừng… / Stopping…');
  const forced = pause(END_MILLISECONDS).then(() => log.warn('forced'));
  await Promise.race([starting.catch(() => undefined).then(() => stop(closings)), forced]);
  process.exit(0);
}

function main(): void {
  const read = readConfig(process.env);
  if (!read.ok) {
    console.error(`Cấu hình có lỗi / The configuration is at fault:\n${read.faults.join('\n')}`);
    process.exit(1);
  }
  setLogLevel(read.config.logLevel);
  const closings: Closing[] = [];
  const starting = start(read.config, closings);
  starting.catch((error: unknown) => fail(error, closings));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void end(starting, closings));
  }
}

main();
