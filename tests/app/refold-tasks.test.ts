import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { refoldTasksOfOldShape } from '../../src/app/refold-tasks.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { writeSetting } from '../../src/db/setting-store.ts';
import { taskModel } from '../../src/db/task-store.ts';
import type { Task } from '../../src/domain/task.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { actOn, recordPaper } from '../support/papers.ts';

const DAY = '2026-03-02';
let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const { house, actor } = office;
  const directive = await recordPaper(office, '1/UBND-TH', DAY);
  const input = {
    directive,
    content: 'Báo cáo',
    leadUnits: ['SNV'],
    deadline: '30/6/2026',
  };
  const [task] = await must(assignTasks(house, input, actor('vanphong'), on(DAY)));
  const asked = { deadline: { day: '2026-07-30' }, reason: 'Chờ số liệu', cause: 'internal' };
  await actOn(office, task as Task, 'snv.head', DAY, 'requestExtension', asked);
});
afterAll(() => office.close());

it('tasks kept by an older program are brought up to date at the first start, and not again', async () => {
  const { house } = office;
  const tasks = taskModel(house.connection).collection;
  const spoil = async () => {
    const later = { assignedSeq: 1, firstSubmittedOn: 1, 'holds.0.cause': 1 };
    await tasks.updateMany({}, { $unset: { 'index.tallies': 1, reportedOn: 1, ...later } });
    await house.connection.collection('tallies').deleteMany({});
  };
  await spoil();
  await writeSetting(house.connection, 'tasks.shape', 1);
  await refoldTasksOfOldShape(house);
  expect(await verifyLedger(house)).toMatchObject({ ok: true });
  await spoil();
  await refoldTasksOfOldShape(house);
  expect(await verifyLedger(house)).toMatchObject({ ok: false, detail: 'field assignedSeq' });
});
