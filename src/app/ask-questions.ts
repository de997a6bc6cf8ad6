import { z } from 'zod';
import { type AskedRow, findAsked } from '../db/question-queries.ts';
import type { Day, When } from '../domain/day.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { Actor } from '../domain/post.ts';
import { type Asked, questionsOf } from '../domain/questions.ts';
import { PERIOD } from './fields.ts';
import { figureAccess } from './figure-access.ts';
import type { House } from './house.ts';
import { done, faulty, type Outcome } from './outcome.ts';
import { parse } from './parse.ts';

const QUESTIONS_QUERY = z.strictObject({ period: PERIOD });

/** So many tasks of a period are looked at. */
export const MOST_ASKED = 20_000;

/** What is worth asking about a period; `whole` unless it has more tasks than are looked at. */
export type Questions = {
  assigner: string;
  period: Period;
  /** The end of the period, or today before it. */
  end: Day;
  whole: boolean;
  asked: readonly Asked[];
  tasks: ReadonlyMap<string, Pick<AskedRow, '_id' | 'code' | 'content'>>;
};

/**
 * Patterns worth asking about among the tasks due in a period by their original deadline, up to its end or today: questions,
 * no verdicts (src/domain/questions.ts). Throws Forbidden for whoever doesn't watch all that the assigner assigned.
 */
export async function askQuestions(
  house: House,
  raw: unknown,
  actor: Actor,
  when: When,
): Promise<Outcome<Questions>> {
  const assigner = figureAccess(actor, 'askQuestions');
  const parsed = parse(QUESTIONS_QUERY, raw);
  if (!parsed.ok) return parsed;
  const period = parsePeriod(parsed.value.period);
  if (period === null) return faulty({ field: 'period', code: 'notPeriod' });
  const rows = await findAsked(house.connection, assigner, period, MOST_ASKED + 1);
  const looked = rows.slice(0, MOST_ASKED);
  const end = period.to < when.today ? period.to : when.today;
  const asked = questionsOf(
    looked.map((row) => ({ ...row, id: row._id })),
    end,
    house.calendar(),
  );
  const tasks = new Map(looked.map((row) => [row._id, row]));
  return done({ assigner, period, end, whole: rows.length <= MOST_ASKED, asked, tasks });
}
