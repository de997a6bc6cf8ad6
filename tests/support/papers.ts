import { actOnTask } from '../../src/app/act-on-task.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import type { ActionName } from '../../src/domain/actions.ts';
import type { Day } from '../../src/domain/day.ts';
import type { Task } from '../../src/domain/task.ts';
import { must, type Office, on } from './office.ts';

type Of = Pick<Office, 'house' | 'actor'>;

/** Records a paper of the province on the day that it is dated; gives its id. */
export async function recordPaper({ house, actor }: Of, notation: string, issuedOn: Day): Promise<string> {
  const paper = { notation, kind: 'Công văn', issuedOn, issuer: 'UBND tỉnh', subject: 'Thử' };
  return (await must(recordDirective(house, paper, actor('vanphong'), on(issuedOn))))._id;
}

/** Does something to a task as somebody, on a day; gives it as it is then. */
export function actOn(
  { house, actor }: Of,
  task: Pick<Task, 'id' | 'version'>,
  who: string,
  day: Day,
  action: ActionName,
  fields: Record<string, unknown> = {},
): Promise<Task> {
  const asked = { action, version: task.version, fields };
  return must(actOnTask(house, task.id, asked, actor(who), on(day)));
}
