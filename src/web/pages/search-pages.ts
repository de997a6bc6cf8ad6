import { findDirectivesPage } from '../../app/find-directives.ts';
import { findTasksPage } from '../../app/find-tasks.ts';
import { paths } from '../../paths.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatNumber } from '../../present/format.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { directiveItem } from './directives-pages.ts';
import { listTable, totalWords } from './task-table.ts';

/** How many of each kind the search shows. */
const FOUND = '20';

async function showSearch(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const q = firstOf(visit.query, 'q').slice(0, 200).trim();
  const { actor } = visit.identity();
  const tasks = q === '' ? null : await findTasksPage(house, { q, limit: FOUND }, actor, visit.when);
  const papers = q === '' ? null : await findDirectivesPage(house, { q, limit: FOUND }, actor);
  const foundTasks = tasks?.ok === true ? tasks.value : null;
  const foundPapers = papers?.ok === true ? papers.value : null;
  const fields = formFields(t, { q });
  const tasksTotal = foundTasks === null ? '' : totalWords(visit, foundTasks);
  const model = {
    action: paths.search(),
    q: fields.text('q', { label: t('frame.search.label'), type: 'search' }),
    asked: q !== '',
    tasks:
      foundTasks === null || foundTasks.total === 0 ? null : listTable(visit, foundTasks.rows, tasksTotal),
    tasksAll: foundTasks?.nextCursor ? { href: paths.tasks({ q }), text: tasksTotal } : null,
    papers: foundPapers === null ? [] : foundPapers.rows.map(directiveItem),
    papersAll: foundPapers?.nextCursor
      ? {
          href: paths.directives({ q }),
          text: t('directive.total', { n: formatNumber(foundPapers.total, visit.language) }),
        }
      : null,
    empty: { text: t('desk.search.none'), note: t('desk.search.noneNote'), link: null },
  };
  return { view: 'search', title: t('desk.search.title'), model };
}

/** The search over tasks and papers. */
export const SEARCH_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.search(), permission: 'readTasks', audit: null, handler: showSearch },
];
