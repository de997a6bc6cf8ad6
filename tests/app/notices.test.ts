import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { noticeModel } from '../../src/db/notice-store.ts';
import type { ActionName } from '../../src/domain/actions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const DAY = '2026-03-02';
let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A task of SNV that SNV has acknowledged, followed by `monitor`. */
async function acknowledged(notation: string, monitor: string | null) {
  const { house, actor } = office;
  const paper = { notation, kind: 'Công văn', issuedOn: DAY, issuer: 'UBND tỉnh', subject: 'Thử' };
  const directive = await must(recordDirective(house, paper, actor('chanhvanphong'), on(DAY)));
  const input = { directive: directive._id, content: 'Báo cáo', leadUnits: ['SNV'], deadline: null, monitor };
  const [task] = await must(assignTasks(house, input, actor('chanhvanphong'), on(DAY)));
  return act(task!.id, 1, 'acknowledge', {});
}

function act(id: string, version: number, action: ActionName, fields: Record<string, unknown>) {
  return must(actOnTask(office.house, id, { action, version, fields }, office.actor('snv.clerk'), on(DAY)));
}

async function told(task: string, kind: string): Promise<string[]> {
  const rows = await noticeModel(office.house.connection).find({ task, kind }).lean();
  return rows.map(({ person }) => person).sort();
}

const REPORT = { progress: 40, text: 'Đang làm' };
const RESULT = { text: 'Xong', result: { notation: '1/BC-SNV', issuedOn: DAY } };

describe('a progress report', () => {
  it('is told to the monitor, and to nobody else', async () => {
    const task = await acknowledged('1/UBND-TH', 'vanphong');
    await act(task.id, task.version, 'report', REPORT);
    expect(await told(task.id, 'reported')).toEqual(['vanphong']);
  });

  it('of a task that nobody monitors is told to nobody', async () => {
    const task = await acknowledged('2/UBND-TH', null);
    await act(task.id, task.version, 'report', REPORT);
    expect(await told(task.id, 'reported')).toEqual([]);
  });
});

describe('a submission', () => {
  it('of a task that nobody monitors is told to the staff of the Office', async () => {
    const task = await acknowledged('3/UBND-TH', null);
    await act(task.id, task.version, 'submit', RESULT);
    expect(await told(task.id, 'submitted')).toEqual(['vanphong']);
  });
});
