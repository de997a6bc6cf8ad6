import { once } from 'node:events';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/open-database.ts';

/** A command that uses the database until it is told to end: prints its address, ends at SIGTERM. */
const read = readConfig(process.env);
if (!read.ok) throw new Error(read.faults.join());
const { uri, close } = await openDatabase(read.config, 'command', () => undefined);
const keep = setInterval(() => undefined, 1000);
const told = once(process, 'SIGTERM');
console.log(uri.replace('mongodb:', 'http:'));
await told;
clearInterval(keep);
await close();
