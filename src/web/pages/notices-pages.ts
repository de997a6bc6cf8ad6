import { listNotices, readNotices } from '../../app/notices.ts';
import { paths } from '../../paths.ts';
import { formatMoment } from '../../present/format.ts';
import { noticeSentence } from '../../present/notice-words.ts';
import type { Page, PageAnswer, PageRoute, Visit } from '../visit.ts';

async function showNotices(visit: Visit): Promise<Page> {
  const { t } = visit;
  const rows = await listNotices(visit.house, visit.identity());
  const items = rows.map((row) => ({
    href: paths.task(row.task),
    text: noticeSentence(row, t),
    content: String(row.params['content'] ?? ''),
    at: row.createdAt,
    moment: formatMoment(row.createdAt),
    unread: row.readAt === null,
  }));
  const model = {
    items,
    unread: items.some(({ unread }) => unread),
    action: paths.notices(),
    empty: { text: t('notices.none'), note: null, link: null },
  };
  return { view: 'notices', title: t('notices.title'), model };
}

async function markAllRead(visit: Visit): Promise<PageAnswer> {
  await readNotices(visit.house, visit.identity(), visit.when, null);
  return { redirect: paths.notices(), flash: visit.t('notices.allRead') };
}

export const NOTICES_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.notices(), permission: 'readNotices', audit: null, handler: showNotices },
  { method: 'POST', path: paths.notices(), permission: 'readNotices', audit: null, handler: markAllRead },
];
