import type { PageRoute } from '../visit.ts';

export const TASKS_PAGES: readonly PageRoute[] = [];
