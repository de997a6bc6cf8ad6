import type { PageRoute } from '../visit.ts';

export const STATISTICS_PAGES: readonly PageRoute[] = [];
