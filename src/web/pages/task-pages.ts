import type { PageRoute } from '../visit.ts';

export const TASK_PAGES: readonly PageRoute[] = [];
