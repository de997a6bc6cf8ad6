import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carriedPipeline, runningPipeline } from '../../src/db/board-queries.ts';
import { ensureIndexes } from '../../src/db/ensure-indexes.ts';
import { countedFilters, filterOf, type TaskFilter } from '../../src/db/task-filter.ts';
import { type SORTS, sortOf } from '../../src/db/task-queries.ts';
import { taskModel } from '../../src/db/task-store.ts';
import { openTestDatabase } from '../support/mongo.ts';

/** Every list is an indexed, bounded query: this is what the database says it would do. */
let database: Awaited<ReturnType<typeof openTestDatabase>>;

beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database.connection);
});
afterAll(() => database.close());

const NOTHING: TaskFilter = {
  scope: [{ assigner: '38' }],
  unit: null,
  role: null,
  leads: null,
  assigner: null,
  states: [],
  standings: [],
  basis: 'current',
  directive: null,
  monitor: null,
  handler: null,
  waits: null,
  words: [],
  dueFrom: null,
  dueTo: null,
  assignedFrom: null,
  assignedTo: null,
  carriedInto: null,
  today: '2026-06-15',
};
const UNIT: Partial<TaskFilter> = { scope: [{ unit: 'SNV' }] };
const YEAR: Partial<TaskFilter> = { dueFrom: '2026-01-01', dueTo: '2026-12-31' };

type Plan = { stage: string; inputStage?: Plan; inputStages?: Plan[]; queryPlan?: Plan };

function stagesOf(plan: Plan): string[] {
  const inner = [plan.queryPlan, plan.inputStage, ...(plan.inputStages ?? [])].filter(
    (each) => each !== undefined,
  );
  return [...(plan.stage === undefined ? [] : [plan.stage]), ...inner.flatMap(stagesOf)];
}

async function stagesOfList(filter: Partial<TaskFilter>, sort: (typeof SORTS)[number]): Promise<string[]> {
  const { field, direction } = sortOf(sort, filter.basis ?? 'current');
  const explained = await taskModel(database.connection)
    .collection.find(filterOf({ ...NOTHING, ...filter }) as never)
    .sort({ [field]: direction, _id: direction })
    .limit(51)
    .explain('queryPlanner');
  return stagesOf(explained['queryPlanner'].winningPlan);
}

async function stagesOfCount(filter: Partial<TaskFilter>): Promise<string[]> {
  const stages = await Promise.all(countedFilters({ ...NOTHING, ...filter }).map(stagesOfOne));
  return stages.flat();
}

function stagesOfOne(filter: object): Promise<string[]> {
  return stagesOfPipeline([{ $match: filter }, { $limit: 10_001 }, { $count: 'n' }]);
}

async function stagesOfPipeline(pipeline: object[]): Promise<string[]> {
  const explained = await taskModel(database.connection)
    .collection.aggregate(pipeline)
    .explain('queryPlanner');
  const planner = explained['queryPlanner'] ?? explained['stages'][0].$cursor.queryPlanner;
  return stagesOf(planner.winningPlan);
}

describe('a list reads an index in its order, and sorts nothing', () => {
  it.each([
    ['all that the Office assigned, by deadline', {}, 'due'],
    ['by deadline, latest first', {}, '-due'],
    ['by the original deadline', { basis: 'original' }, 'due'],
    ['newest first', {}, '-assignedOn'],
    ['by lead', {}, 'lead'],
    ['by code', {}, 'code'],
    ['what waits for the Office, longest first', { waits: 'any' }, 'waits'],
    ['a unit’s own', UNIT, 'due'],
    ['a unit’s own, newest first', UNIT, '-assignedOn'],
    ['a unit’s own, by lead', UNIT, 'lead'],
    ['a unit’s own, by code', UNIT, 'code'],
    ['what a unit leads', { ...UNIT, unit: 'SNV', role: 'lead' }, 'due'],
    [
      'what a figure of the board leads to',
      { unit: 'SNV', role: 'lead', standings: ['overdue'], ...YEAR },
      'due',
    ],
  ] as [string, Partial<TaskFilter>, (typeof SORTS)[number]][])('%s', async (_, filter, sort) => {
    const stages = await stagesOfList(filter, sort);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
    expect(stages).not.toContain('SORT');
  });
});

describe('a total is counted from an index, without a task being fetched', () => {
  it.each([
    ['all that the Office assigned', {}],
    ['a unit’s own', { ...UNIT, unit: 'SNV' }],
    ['what a unit leads', { ...UNIT, unit: 'SNV', role: 'lead' }],
    ['a figure of the board', { unit: 'SNV', role: 'lead', standings: ['doneLate'], ...YEAR }],
    ['the overdue ones of the board', { unit: 'SNV', role: 'lead', standings: ['overdue'], ...YEAR }],
    [
      'under the original deadline',
      { unit: 'SNV', role: 'lead', standings: ['overdue'], basis: 'original', ...YEAR },
    ],
    ['what waits for the Office', { waits: 'any' }],
  ] as [string, Partial<TaskFilter>][])('%s', async (_, filter) => {
    const stages = await stagesOfCount(filter);
    expect(stages.some((stage) => stage === 'IXSCAN' || stage === 'COUNT_SCAN')).toBe(true);
    expect(stages).not.toContain('COLLSCAN');
    expect(stages).not.toContain('FETCH');
  });
});

describe('a board reads of tasks an index alone', () => {
  it.each([
    ['what was carried in', carriedPipeline, 'current'],
    ['what was carried in under the original deadline', carriedPipeline, 'original'],
    ['running tasks', runningPipeline, 'current'],
    ['running tasks under the original deadline', runningPipeline, 'original'],
  ] as const)('%s', async (_, pipelineOf, basis) => {
    const stages = await stagesOfPipeline(
      pipelineOf({ assigner: '38', basis, from: '2026-01-01', to: '2026-12-31' }),
    );
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('FETCH');
  });
});
