import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { refoldTasksOfOldShape } from '../../src/app/refold-tasks.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { writeSetting } from '../../src/db/setting-store.ts';
import { taskModel } from '../../src/db/task-store.ts';
import { type Office, on, openOffice } from '../support/office.ts';

const DAY = '2026-03-02';
let office: Office;

beforeAll(async () => {
  office = await openOffice();
  const { house, actor } = office;
  const paper = {
    notation: '1/UBND-TH',
    kind: 'Công văn',
    issuedOn: DAY,
    issuer: 'UBND tỉnh',
    subject: 'Thử',
  };
  const directive = await recordDirective(house, paper, actor('vanphong'), on(DAY));
  if (!directive.ok) throw new Error(JSON.stringify(directive));
  const input = {
    directive: directive.value._id,
    content: 'Báo cáo',
    leadUnits: ['SNV'],
    deadline: '30/6/2026',
  };
  await assignTasks(house, input, actor('vanphong'), on(DAY));
});
afterAll(() => office.close());

it('tasks kept by an older program are brought up to date at the first start, and not again', async () => {
  const { house } = office;
  const tasks = taskModel(house.connection).collection;
  const spoil = async () => {
    await tasks.updateMany({}, { $unset: { 'index.tallies': 1, reportedOn: 1 } });
    await house.connection.collection('tallies').deleteMany({});
  };
  await spoil();
  await writeSetting(house.connection, 'tasks.shape', 1);
  await refoldTasksOfOldShape(house);
  expect(await verifyLedger(house)).toMatchObject({ ok: true });
  await spoil();
  await refoldTasksOfOldShape(house);
  expect(await verifyLedger(house)).toMatchObject({ ok: false, detail: 'field reportedOn' });
});
