import { freezeRanking } from '../src/app/freeze-ranking.ts';
import { openHouse } from '../src/app/open-house.ts';
import { connect } from '../src/db/connect.ts';

/**
 * Freezes the ranking of a year in a process of its own, and prints how long it took and the most memory that the
 * process had. Arguments: the database, the period, the cutoff, and the day it is.
 */
const [uri = '', period = '', cutoff = '', today = ''] = process.argv.slice(2);
const { connection, close } = await connect(uri);
const house = await openHouse(connection, 'a secret that nothing here is signed with');
const person = house.directory.person('chanhvanphong');
if (person === undefined) throw new Error('nobody heads the Office');
const when = { now: `${today}T05:00:00.000Z`, today };
const started = performance.now();
const frozen = await freezeRanking(
  house,
  { assigner: '38', period, cutoff, scheme: null, reason: 'đo tốc độ' },
  person,
  when,
);
if (!frozen.ok) throw new Error(JSON.stringify(frozen));
const seconds = (performance.now() - started) / 1000;
const { facts } = frozen.value;
await close();
console.log(JSON.stringify({ seconds, facts, megabytes: process.resourceUsage().maxRSS / 1024 }));
