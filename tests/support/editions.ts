import { actOnTask } from '../../src/app/act-on-task.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { recordDirective } from '../../src/app/record-directive.ts';
import { inTransaction } from '../../src/db/connect.ts';
import { type EditionRow, moveEdition } from '../../src/db/edition-store.ts';
import type { EditionState } from '../../src/domain/edition.ts';
import { must, type Office, on } from './office.ts';

const SIGNED = '2026-03-02';
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: SIGNED } };

/** What the tasks of `fillPeriod` say, which nobody but their readers may be told. */
export const CONTENT = 'Báo cáo kết quả rà soát nội bộ';

/** SNV, STC and STTTT have six tasks each, due on 31/3/2026: SNV is in time, STC late, STTTT has not even begun. */
export async function fillPeriod({ house, actor }: Office): Promise<void> {
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const paper = {
      notation: `${number}/UBND-TH`,
      kind: 'Công văn',
      issuedOn: SIGNED,
      issuer: 'UBND tỉnh',
      subject: 'Thử',
    };
    const directive = await must(recordDirective(house, paper, actor('vanphong'), on(SIGNED)));
    const leadUnits = ['SNV', 'STC', 'STTTT'];
    const input = { directive: directive._id, content: CONTENT, leadUnits, deadline: '31/3/2026' };
    for (const task of await must(assignTasks(house, input, actor('vanphong'), on(SIGNED)))) {
      if (task.lead === 'STTTT') continue;
      const who = actor(`${task.lead.toLowerCase()}.clerk`);
      const take = { action: 'acknowledge' as const, version: task.version, fields: {} };
      const taken = await must(actOnTask(house, task.id, take, who, on(SIGNED)));
      const submit = { action: 'submit' as const, version: taken.version, fields: RESULT };
      const day = task.lead === 'SNV' ? '2026-03-30' : '2026-04-15';
      await must(actOnTask(house, task.id, submit, who, on(day)));
    }
  }
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
