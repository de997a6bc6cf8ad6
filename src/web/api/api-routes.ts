import type { ApiRoute } from './api-route.ts';
import { BOARD_ROUTES } from './board-routes.ts';
import { DIRECTIVE_ROUTES } from './directive-routes.ts';
import { DISPUTE_ROUTES } from './dispute-routes.ts';
import { EDITION_ROUTES } from './edition-routes.ts';
import { FIGURE_ROUTES } from './figure-routes.ts';
import { FILE_ROUTES } from './file-routes.ts';
import { SCHEME_ROUTES } from './scheme-routes.ts';
import { SESSION_ROUTES } from './session-routes.ts';
import { TASK_ROUTES } from './task-routes.ts';

/** Every row of the HTTP interface; its addresses begin with `/api/v1`. */
export const API_ROUTES: readonly ApiRoute[] = [
  ...SESSION_ROUTES,
  ...DIRECTIVE_ROUTES,
  ...FILE_ROUTES,
  ...TASK_ROUTES,
  ...BOARD_ROUTES,
  ...SCHEME_ROUTES,
  ...FIGURE_ROUTES,
  ...EDITION_ROUTES,
  ...DISPUTE_ROUTES,
];
