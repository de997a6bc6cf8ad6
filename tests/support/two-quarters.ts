import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { must, type Office, on } from './office.ts';

const START = on('2026-01-12');
const VERIFIED = on('2026-06-20');

/** The units that have tasks in `fillTwoQuarters`. */
const UNITS = ['STTTT', 'SNV', 'STC'];

/** By deadline, for each unit its three tasks: on which day each is submitted and later verified, null for never. */
const DONE: Record<string, Record<string, (string | null)[]>> = {
  '20/2/2026': {
    STTTT: ['2026-02-10', '2026-02-10', '2026-02-10'],
    SNV: ['2026-02-20', '2026-02-10', '2026-02-10'],
    STC: ['2026-03-20', null, null],
  },
  '20/5/2026': {
    STTTT: [null, null, '2026-05-10'],
    SNV: ['2026-06-10', '2026-05-10', '2026-05-10'],
    STC: ['2026-05-10', '2026-05-10', '2026-05-10'],
  },
};

/**
 * Three departments with three tasks of weight 2 in February and in May 2026; beside them STTTT has one that is due in
 * December, and SNV one without a deadline, assigned in January.
 */
export async function fillTwoQuarters({ house, actor }: Office): Promise<void> {
  const office = actor('vanphong');
  const paper = { notation: '1/UBND-TH', kind: 'Công văn', issuer: 'UBND tỉnh', subject: 'Thử' };
  const { _id: directive } = await must(
    recordDirective(house, { ...paper, issuedOn: START.today }, office, START),
  );
  const assign = (leadUnits: string[], deadline: string | null) =>
    must(
      assignTasks(house, { directive, content: 'Báo cáo', leadUnits, deadline, weight: 2 }, office, START),
    );
  for (const [deadline, byUnit] of Object.entries(DONE)) {
    for (const at of [0, 1, 2]) {
      for (const task of await assign(UNITS, deadline)) {
        const day = byUnit[task.lead]?.[at] ?? null;
        if (day === null) continue;
        const who = actor(`${task.lead.toLowerCase()}.clerk`);
        const take = { action: 'acknowledge', version: task.version, fields: {} } as const;
        const taken = await must(actOnTask(house, task.id, take, who, START));
        const fields = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: '2026-02-02' } };
        const submit = { action: 'submit', version: taken.version, fields } as const;
        const sent = await must(actOnTask(house, task.id, submit, who, on(day)));
        const verify = { action: 'verify', version: sent.version, fields: {} } as const;
        await must(actOnTask(house, task.id, verify, office, VERIFIED));
      }
    }
  }
  await assign(['STTTT'], '20/12/2026');
  await assign(['SNV'], null);
}
