import type { Actor } from '../domain/post.ts';
import type { Task } from '../domain/task.ts';
import type { Act } from './act-on-task.ts';
import { ACTION_FIELDS, schemaOf } from './fields.ts';
import type { House } from './house.ts';
import { parse } from './parse.ts';
import { readTaskEvents } from './read-task.ts';

const COMPARED = ['progress', 'text', 'difficulties', 'proposals'] as const;

/**
 * Whether a report says to the letter what the last event of the task says, by the same person, without a new file.
 * A version doesn't tell: after the browser's "back" the form is asked for anew (`no-cache`) and honestly shows the newest
 * version, while the browser puts in again what was typed. Nobody means to send that twice. The interface takes it:
 * there a caller states the version that it saw.
 */
export async function repeatsReport(house: House, task: Task, act: Act, actor: Actor): Promise<boolean> {
  if (act.action !== 'report' || act.version !== task.version) return false;
  const parsed = parse(schemaOf(ACTION_FIELDS.report), act.fields);
  const last = (await readTaskEvents(house, task.id, actor)).at(-1);
  if (!parsed.ok || last?.type !== 'reported' || last.by?.username !== actor.username) return false;
  const said = parsed.value as Record<string, unknown>;
  const files = (said['files'] as string[] | null | undefined) ?? [];
  return files.length === 0 && COMPARED.every((name) => (said[name] ?? null) === last.data[name]);
}
