import type { Connection } from 'mongoose';
import { openHouse } from './app/open-house.ts';
import { RestoreUnfinished, settleRestore } from './app/restore.ts';
import { sentenceOf } from './cli/answer.ts';
import { BACKUP_COMMANDS } from './cli/backup-commands.ts';
import { type CommandRow, type Given, Refused, type Said, Usage } from './cli/command.ts';
import { EDITION_COMMANDS } from './cli/edition-commands.ts';
import { FIGURE_COMMANDS } from './cli/figure-commands.ts';
import { LEDGER_COMMANDS } from './cli/ledger-commands.ts';
import { OFFICE_COMMANDS } from './cli/office-commands.ts';
import { POLICY_COMMANDS } from './cli/policy-commands.ts';
import { RANKING_COMMANDS } from './cli/ranking-commands.ts';
import { readWords } from './cli/read-words.ts';
import { SCHEME_COMMANDS } from './cli/scheme-commands.ts';
import { TASK_COMMANDS } from './cli/task-commands.ts';
import { createClock } from './clock.ts';
import { type Config, jwtSecret, readConfig } from './config.ts';
import { connect } from './db/connect.ts';
import { ensureIndexes } from './db/ensure-indexes.ts';
import { openDatabase } from './db/open-database.ts';
import { log, setLogLevel } from './log.ts';
import { translator } from './present/words.ts';

/** Every command (docs/operations.md). */
const COMMANDS: readonly CommandRow[] = [
  ...OFFICE_COMMANDS,
  ...TASK_COMMANDS,
  ...LEDGER_COMMANDS,
  ...BACKUP_COMMANDS,
  ...RANKING_COMMANDS,
  ...EDITION_COMMANDS,
  ...SCHEME_COMMANDS,
  ...POLICY_COMMANDS,
  ...FIGURE_COMMANDS,
];

const t = translator('vi');

function usageOf(rows: readonly CommandRow[]): string {
  const lines = rows.map(({ name, usage }) => `  dondoc ${name} ${usage}`.trimEnd());
  return ['Cách dùng / Usage:', ...lines, '', '--json: …, --help: …'].join('\n');
}

type Asked = Pick<Given, 'words' | 'options' | 'flags'> & { row: CommandRow };

/** In a database where a restore was interrupted nothing but another one is done. */
async function settle(connection: Connection, { name }: CommandRow): Promise<void> {
  try {
    await settleRestore({ connection }, (line) => console.error(line));
  } catch (error) {
    if (!(error instanceof RestoreUnfinished)) throw error;
    if (name !== 'restore') throw new Refused(error.message);
  }
}

async function run(asked: Asked, config: Config): Promise<Said> {
  const database = await openDatabase(config, 'command', (line) => console.error(line));
  try {
    const { connection, close } = await connect(database.uri);
    try {
      await ensureIndexes(connection);
      await settle(connection, asked.row);
      const house = await openHouse(connection, await jwtSecret(config));
      return await asked.row.run({ ...asked, house, when: createClock(config.clock)(), config, t });
    } finally {
      await close();
    }
  } finally {
    await database.close();
  }
}

function print(said: Said, asJson: boolean): void {
  if (asJson) console.log(JSON.stringify(said.json, null, 2));
  else for (const line of said.lines) console.log(line);
}

async function main(argv: readonly string[]): Promise<number> {
  const read = readConfig(process.env);
  try {
    const asked = readWords(COMMANDS, argv);
    if (asked === 'help') {
      console.log(usageOf(COMMANDS));
      return 0;
    }
    if (asked.flags.has('help')) {
      console.log(usageOf([asked.row]));
      return 0;
    }
    if (!read.ok) {
      console.error(read.faults.join('\n'));
      return 1;
    }
    setLogLevel('warn');
    const said = await run(asked, read.config);
    print(said, asked.flags.has('json'));
    return said.exit ?? 0;
  } catch (error) {
    if (error instanceof Usage) {
      console.error(`${error.message}\n${usageOf(COMMANDS)}`);
      return 2;
    }
    const sentence = sentenceOf(error, t);
    if (sentence === null) log.error({ error }, 'unexpected');
    console.error(sentence ?? (error instanceof Error ? error.message : String(error)));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
