import { paths } from '../../paths.ts';
import type { PageAnswer, PageRoute, Visit } from '../visit.ts';
import { showOfficeDesk } from './office-desk.ts';
import { showStatistics } from './statistics-pages.ts';
import { showUnitDesk } from './unit-desk.ts';

/** The desk of whoever comes: the Office's, the leader's province, the unit's; the administrator has no tasks. */
async function showDesk(visit: Visit): Promise<PageAnswer> {
  const { posts } = visit.identity().actor;
  const office = posts.find(({ role }) => role === 'officeStaff' || role === 'officeHead');
  if (office !== undefined) return showOfficeDesk(visit, office.unit);
  if (posts.some(({ role }) => role === 'leader' || role === 'inspector'))
    return { ...(await showStatistics(visit)), place: 'desk' };
  const unit = posts.find(({ role }) => role.startsWith('unit'));
  if (unit !== undefined) return showUnitDesk(visit, unit.unit);
  return { redirect: paths.admin() };
}

export const DESK_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.desk(), permission: 'signedIn', audit: null, handler: showDesk },
];
