import { assignTasks } from '../../src/app/assign-tasks.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { inTransaction } from '../../src/db/connect.ts';
import { type EditionRow, moveEdition } from '../../src/db/edition-store.ts';
import type { Day } from '../../src/domain/day.ts';
import type { EditionState } from '../../src/domain/edition.ts';
import type { Task } from '../../src/domain/task.ts';
import { must, type Office, on } from './office.ts';
import { actOn, recordPaper } from './papers.ts';

const SIGNED = '2026-03-02';
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: SIGNED } };

/** What the tasks of `fillPeriod` say, which nobody but their readers may be told. */
export const CONTENT = 'Báo cáo kết quả rà soát nội bộ';

/** When each unit is done with its tasks; null never. */
type Done = Readonly<Record<string, Day | null>>;

const DONE: Done = { SNV: '2026-03-30', STC: '2026-04-15', STTTT: null };

/**
 * Six papers, each with a task for every unit, due on 31/3/2026; gives the tasks. If nothing else is said SNV is in time, STC
 * eleven working days late, and STTTT has not even begun.
 */
export async function fillPeriod(
  office: Pick<Office, 'house' | 'actor'>,
  done: Done = DONE,
  contentOf: (number: number) => string = () => CONTENT,
): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const directive = await recordPaper(office, `${number}/UBND-TH`, SIGNED);
    const content = contentOf(number);
    const input = { directive, content, leadUnits: Object.keys(done), deadline: '31/3/2026' };
    for (const task of await must(assignTasks(office.house, input, office.actor('vanphong'), on(SIGNED)))) {
      const day = done[task.lead] ?? null;
      tasks.push(day === null ? task : await finished(office, task, day));
    }
  }
  return tasks;
}

async function finished(office: Pick<Office, 'house' | 'actor'>, task: Task, day: Day): Promise<Task> {
  const who = `${task.lead.toLowerCase()}.clerk`;
  const taken = await actOn(office, task, who, SIGNED, 'acknowledge');
  return actOn(office, taken, who, day, 'submit', RESULT);
}

const COURSE: readonly EditionState[] = ['draft', 'open', 'final', 'published'];

/** Freezes a ranking, of the first half of 2026 if nothing else is asked, and leads it to a state of its course. */
export async function editionIn(
  { house, actor }: Office,
  state: EditionState,
  { period = '2026-H1', cutoff = '2026-06-30', when = on('2026-07-20') } = {},
): Promise<EditionRow> {
  const asked = { assigner: '38', period, cutoff, scheme: null, reason: 'Sửa số liệu' };
  const edition = await must(freezeRanking(house, asked, actor('chanhvanphong'), when));
  for (let at = 0; COURSE[at] !== state; at += 1) {
    const step = { state: COURSE[at + 1] as EditionState, at: when.now, by: 'chanhvanphong' };
    await inTransaction(house.connection, (session) =>
      moveEdition(house.connection, session, edition._id, COURSE[at] as EditionState, step, null),
    );
  }
  return edition;
}
