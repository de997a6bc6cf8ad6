import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askQuestions } from '../../src/app/ask-questions.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import type { ActionName } from '../../src/domain/actions.ts';
import type { Task } from '../../src/domain/task.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { actOn, recordPaper } from '../support/papers.ts';

const DAY = '2026-03-02';
let office: Office;
let directive: string;

beforeAll(async () => {
  office = await openOffice();
  directive = await recordPaper(office, '1/UBND-TH', DAY);
});
afterAll(() => office.close());

type Done = readonly [who: string, day: string, action: ActionName, fields: Record<string, unknown>];

const submit = (day: string, issuedOn: string | null): Done => {
  const of = issuedOn === null ? {} : { result: { notation: '5/BC-SNV', issuedOn } };
  return ['snv.clerk', day, 'submit', { text: 'Đã xong', ...of }];
};
const WITHDRAWN: Done = ['snv.clerk', '2026-04-01', 'withdraw', { reason: 'Chưa ký' }];
const RETURNED: Done = ['chanhvanphong', '2026-04-03', 'return', { reason: 'Chưa đủ' }];

/** The id of a task of SNV to which this happened. */
async function tell(steps: readonly Done[]): Promise<string> {
  const { house, actor } = office;
  const input = { directive, content: 'Báo cáo', leadUnits: ['SNV'], deadline: '30/6/2026' };
  const [made] = await must(assignTasks(house, input, actor('vanphong'), on(DAY)));
  let task = made as Task;
  const all: readonly Done[] = [['snv.clerk', DAY, 'acknowledge', {}], ...steps];
  for (const [who, day, action, fields] of all) task = await actOn(office, task, who, day, action, fields);
  return task.id;
}

describe('the question on the dates of results', () => {
  it('is asked where the result that stands is of a day after completion was first reported, of no task taken back', async () => {
    const early = submit('2026-04-01', '2026-03-31');
    const withdrawn = await tell([early, WITHDRAWN, submit('2026-04-10', '2026-04-09')]);
    const returned = await tell([early, RETURNED, submit('2026-04-10', '2026-04-02')]);
    const late = submit('2026-04-10', '2026-04-02');
    await tell([early, RETURNED, late, ['chanhvanphong', '2026-04-11', 'recall', { reason: 'Giao nhầm' }]]);
    await tell([early]);
    await tell([early, RETURNED, submit('2026-04-10', '2026-04-01')]);
    await tell([early, RETURNED]);
    const seen = askQuestions(office.house, { period: '2026-Q2' }, office.actor('chutich'), on('2026-06-30'));
    const asked = (await must(seen)).asked.filter(({ name }) => name === 'resultAfter');
    const tasks = [withdrawn, returned].sort();
    expect(asked.map((one) => ({ ...one, tasks: one.tasks.toSorted() }))).toEqual([
      { name: 'resultAfter', unit: 'SNV', tasks, among: 4 },
    ]);
  });
});
