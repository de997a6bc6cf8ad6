import type { NoticeRow } from '../db/notice-store.ts';
import { parsePeriod } from '../domain/period.ts';
import { paths } from '../paths.ts';
import { formatDay } from './format.ts';
import { periodWords } from './period-words.ts';
import type { Translate } from './words.ts';

type Worded = Pick<NoticeRow, 'kind' | 'code' | 'params'>;

/** Where a notice leads: to its task, to its report, or to the edition of a ranking, its unit's lines first. */
export function noticePath({ task, edition, report, unit, kind }: NoticeRow): string {
  if (report !== undefined) return paths.report(report);
  if (edition === undefined) return task === null ? paths.notices() : paths.task(task);
  if (kind === 'lineDisputed') return paths.editionDisputes(edition);
  return kind === 'editionPublished' ? paths.edition(edition) : paths.editionUnit(edition, unit);
}

function periodOf({ params }: Worded, t: Translate): string {
  const period = parsePeriod(String(params['period'] ?? ''));
  return period === null ? '' : periodWords(period, t);
}

/** The sentence of a notice or a reminder, as the bell lists it and a mail has it as its subject. */
export function noticeSentence(notice: Worded, t: Translate): string {
  const { kind, code } = notice;
  const day = notice.params['due'];
  const due = typeof day === 'string' ? formatDay(day) : '';
  const rung = /^(before|after)(\d+)$/.exec(kind);
  if (rung !== null)
    return t(`reminder.${rung[1]}`, { code, due, days: Number(notice.params['days'] ?? rung[2]) });
  if (kind === 'due') return t('reminder.due', { code, due });
  if (kind === 'assigned' && due === '') return t('notice.assignedWithoutDeadline', { code });
  return t(`notice.${kind}`, { code, due, period: periodOf(notice, t) });
}

/** The mail of a notice: its subject and its text; `link` leads to the task, null where the address is not known. */
export function noticeMail(
  notice: Worded,
  link: string | null,
  t: Translate,
): { subject: string; text: string } {
  const subject = noticeSentence(notice, t);
  const parts = [
    subject,
    String(notice.params['content'] ?? ''),
    link === null ? '' : t('reminder.mail.open', { link }),
    t('reminder.mail.sign'),
  ];
  return { subject, text: `${parts.filter((part) => part !== '').join('\n\n')}\n` };
}
