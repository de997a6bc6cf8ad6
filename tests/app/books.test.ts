import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { taskFilter } from '../../src/app/find-tasks.ts';
import type { House } from '../../src/app/house.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { wrongBook } from '../../src/app/verify-books.ts';
import { connect, type Database } from '../../src/db/connect.ts';
import { countTasks } from '../../src/db/count-queries.ts';
import { ownFilter } from '../../src/db/own-filter.ts';
import { findBooks } from '../../src/db/tally-store.ts';
import { filterOf } from '../../src/db/task-filter.ts';
import { taskModel } from '../../src/db/task-store.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

const DAY = on('2026-03-02');
const EACH = 12;
let office: Office & { uri: string };
let other: Database;
let houses: House[];
let directive: string;

async function assign(house: House, leadUnits: string[], coordinatingUnits: string[] = []): Promise<string> {
  const task = { directive, content: 'Báo cáo', leadUnits, coordinatingUnits, deadline: '30/6/2026' };
  const [first] = await must(assignTasks(house, task, office.actor('vanphong'), DAY));
  return first?.id ?? '';
}

beforeAll(async () => {
  office = await openOffice();
  other = await connect(office.uri);
  houses = [office.house, await openHouse(other.connection, office.house.jwtSecret)];
  directive = await recordPaper(office, '1/UBND-TH', '2026-03-02');
  await Promise.all(
    houses.flatMap((house) => Array.from({ length: EACH }, () => assign(house, ['SNV'], ['STC']))),
  );
});
afterAll(async () => {
  await other.close();
  await office.close();
});

describe('books that two programs change at the same time', () => {
  it('count every task once', async () => {
    const { connection } = office.house;
    expect(await wrongBook(office.house)).toBeNull();
    const books = await findBooks(connection, 'assigner|', 'unit|~');
    const counts = Object.fromEntries(books.map((book) => [book._id, book.counts]));
    expect(counts).toMatchObject({
      'assigner|38': { tasks: 2 * EACH },
      'unit|SNV': { tasks: 2 * EACH },
      'unit|STC': { tasks: 2 * EACH },
      'time|current|38|2026-06|SNV': { '1||running|0|2026-06-30|': 2 * EACH },
    });
  });

  it('keep no entry of no task', async () => {
    const { house, actor } = office;
    const id = await assign(house, ['STTTT']);
    const before = await findBooks(house.connection, 'time|', 'time|~');
    expect(before.find(({ _id }) => _id.endsWith('|2026-06|STTTT'))?.counts).toEqual({
      '1||running|0|2026-06-30|': 1,
    });
    const act = {
      action: 'recall' as const,
      version: 1,
      fields: { reason: 'Giao nhầm' },
    };
    await must(actOnTask(house, id, act, actor('chanhvanphong'), DAY));
    const after = await findBooks(house.connection, 'time|', 'time|~');
    expect(after.find(({ _id }) => _id.endsWith('|2026-06|STTTT'))?.counts).toEqual({
      '1|notCounted|none': 1,
    });
    expect(await wrongBook(house)).toBeNull();
  });
});

describe('the total of a list', () => {
  it.each([
    ['of a unit, for its clerk', 'snv.clerk', {}],
    ['of a unit, named', 'snv.clerk', { unit: 'SNV' }],
    ['of a unit that only coordinates', 'stc.clerk', {}],
    ['of a unit in one role', 'stc.clerk', { role: 'coordinating' as const, unit: 'STC' }],
    ['of a unit, by one assigner', 'snv.clerk', { assigner: '38' }],
    ['of the whole province', 'vanphong', {}],
    ['of the whole province, by its assigner', 'vanphong', { assigner: '38' }],
    ['of one unit, for the Office', 'vanphong', { unit: 'STC' }],
    ['sorted and judged otherwise', 'snv.clerk', { sort: '-due' as const, basis: 'original' as const }],
    ['of what is overdue', 'snv.clerk', { standing: 'overdue' }],
    ['of nothing', '380.clerk', {}],
    ['of another unit, which one may not see', 'stc.clerk', { unit: 'STTTT' }],
  ])('%s is the number of its tasks', async (_, username, query) => {
    const { house, actor } = office;
    const filter = taskFilter(house, query, actor(username), on('2026-07-15'));
    const listed = await taskModel(house.connection).find(ownFilter(filterOf(filter)));
    expect(await countTasks(house.connection, filter)).toBe(listed.length);
  });
});
