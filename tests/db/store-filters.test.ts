import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/connect.ts';
import { countTasks } from '../../src/db/count-queries.ts';
import { findDirectivePage } from '../../src/db/directive-queries.ts';
import { endSessionsOf, removeSessionsEndedBefore } from '../../src/db/session-store.ts';
import type { TaskFilter } from '../../src/db/task-filter.ts';
import { findTaskPage, hasTaskWithin } from '../../src/db/task-queries.ts';
import { openTestDatabase } from '../support/mongo.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const EVERYTHING: TaskFilter = {
  scope: [{ assigner: '38' }, { unit: '384' }],
  unit: '384',
  leads: ['SNV'],
  role: 'lead',
  assigner: '38',
  states: ['assigned', 'submitted'],
  standings: ['overdue', 'dueSoon', 'doneOnTime'],
  basis: 'current',
  today: '2016-12-19',
  directive: 'd1',
  monitor: 'vanphong',
  handler: 'x',
  waits: 'any',
  words: ['duong'],
  dueFrom: '2016-01-01',
  dueTo: '2016-12-31',
  assignedFrom: '2016-01-01',
  assignedTo: '2016-12-31',
  carriedInto: '2016-07-01',
} as TaskFilter;

describe('the filters that stores build', () => {
  it.each(['due', '-due', '-assignedOn', 'lead', 'code'] as const)(
    'pass the connection for a list sorted by %s',
    async (sort) => {
      const position = { value: '2016-12-01', id: 'a' };
      expect(
        await findTaskPage(database.connection, 'item', EVERYTHING, { sort, position, limit: 50 }),
      ).toEqual([]);
    },
  );

  it('pass it for totals, scopes, papers and sessions', async () => {
    const { connection } = database;
    expect(await countTasks(connection, EVERYTHING)).toBe(0);
    expect(await hasTaskWithin(connection, 'd1', EVERYTHING.scope)).toBe(false);
    const query = {
      scope: EVERYTHING.scope,
      words: ['duong'],
      assigner: '38',
      recordedFrom: '2016-01-01T00:00:00.000Z',
      recordedBefore: '2016-02-01T00:00:00.000Z',
      position: { value: '2016-01-01', id: 'd' },
      limit: 5,
    };
    expect(await findDirectivePage(connection, query, 10)).toEqual({ rows: [], total: 0 });
    await endSessionsOf(connection, 'p', 's');
    expect(await removeSessionsEndedBefore(connection, '2016-01-01T00:00:00.000Z')).toBe(0);
  });
});
