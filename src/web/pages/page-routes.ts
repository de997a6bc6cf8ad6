import type { PageRoute } from '../visit.ts';
import { ACCOUNT_PAGES } from './account-pages.ts';
import { ADJUSTMENT_PAGES } from './adjustment-pages.ts';
import { ADMIN_PAGES } from './admin-pages.ts';
import { DESK_PAGES } from './desk-pages.ts';
import { DIRECTIVES_PAGES } from './directives-pages.ts';
import { DISPUTE_FORMS } from './dispute-forms.ts';
import { EDITION_FORMS } from './edition-forms.ts';
import { EDITION_PAGES } from './edition-pages.ts';
import { EXPORT_PAGES } from './export-pages.ts';
import { FIGURE_IMPORT_PAGES } from './figure-import-pages.ts';
import { FIGURE_PAGES } from './figure-pages.ts';
import { MONTHS_PAGES } from './months-pages.ts';
import { NOTICES_PAGES } from './notices-pages.ts';
import { POLICY_PAGES } from './policy-pages.ts';
import { PORTAL_PAGES } from './portal-pages.ts';
import { QUESTION_PAGES } from './question-pages.ts';
import { RANKING_PAGES } from './ranking-pages.ts';
import { REPORT_PAGES } from './report-pages.ts';
import { SCHEME_FORMS } from './scheme-forms.ts';
import { SCHEME_PAGES } from './scheme-pages.ts';
import { SCHEME_STEPS } from './scheme-steps.ts';
import { SEARCH_PAGES } from './search-pages.ts';
import { SIGN_IN_PAGES } from './sign-in.ts';
import { STATISTICS_PAGES } from './statistics-pages.ts';
import { TASK_PAGES } from './task-pages.ts';
import { TASKS_PAGES } from './tasks-pages.ts';

/** Every row of the pages. */
export const PAGE_ROUTES: readonly PageRoute[] = [
  ...SIGN_IN_PAGES,
  ...DESK_PAGES,
  ...TASKS_PAGES,
  ...SEARCH_PAGES,
  ...TASK_PAGES,
  ...DIRECTIVES_PAGES,
  ...STATISTICS_PAGES,
  ...MONTHS_PAGES,
  ...EXPORT_PAGES,
  ...PORTAL_PAGES,
  ...RANKING_PAGES,
  ...SCHEME_FORMS,
  ...SCHEME_STEPS,
  ...SCHEME_PAGES,
  ...EDITION_FORMS,
  ...DISPUTE_FORMS,
  ...EDITION_PAGES,
  ...FIGURE_PAGES,
  ...FIGURE_IMPORT_PAGES,
  ...ADJUSTMENT_PAGES,
  ...QUESTION_PAGES,
  ...REPORT_PAGES,
  ...POLICY_PAGES,
  ...NOTICES_PAGES,
  ...ACCOUNT_PAGES,
  ...ADMIN_PAGES,
];
