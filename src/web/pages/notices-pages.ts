import { listNotices, readNotices } from '../../app/notices.ts';
import { paths } from '../../paths.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatMoment } from '../../present/format.ts';
import { noticePath, noticeSentence } from '../../present/notice-words.ts';
import { allOf, firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';

/** How many earlier pages an address remembers. */
const MOST_BACK = 20;
const FIRST = '-';

function pagesOf(visit: Visit, nextCursor: string | null) {
  const back = allOf(visit.query, 'back');
  const at = firstOf(visit.query, 'cursor') || FIRST;
  const last = back.at(-1) ?? FIRST;
  const before = { cursor: last === FIRST ? null : last, back: back.slice(0, -1) };
  const previous = at === FIRST ? null : paths.notices(before);
  const next =
    nextCursor === null ? null : paths.notices({ cursor: nextCursor, back: [...back, at].slice(-MOST_BACK) });
  if (previous === null && next === null) return null;
  return { label: visit.t('pages.label'), summary: visit.t('notices.order'), previous, next };
}

async function showNotices(visit: Visit): Promise<Page> {
  const { t } = visit;
  const found = await listNotices(visit.house, visit.identity(), firstOf(visit.query, 'cursor'));
  const { rows, nextCursor } = found.ok ? found.value : { rows: [], nextCursor: null };
  const faults = found.ok || !('faults' in found) ? [] : found.faults;
  const items = rows.map((row) => ({
    href: noticePath(row),
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
    summary: formFields(t, {}, faults).summary(),
    empty: { text: t('notices.none'), note: null, link: null },
    pages: pagesOf(visit, nextCursor),
  };
  return { status: found.ok ? 200 : 422, view: 'notices', title: t('notices.title'), model };
}

async function markAllRead(visit: Visit): Promise<PageAnswer> {
  await readNotices(visit.house, visit.identity(), visit.when, null);
  return { redirect: paths.notices(), flash: visit.t('notices.allRead') };
}

export const NOTICES_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.notices(), permission: 'readNotices', audit: null, handler: showNotices },
  { method: 'POST', path: paths.notices(), permission: 'readNotices', audit: null, handler: markAllRead },
];
