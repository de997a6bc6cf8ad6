import type { PageRoute } from '../visit.ts';

export const RANKING_PAGES: readonly PageRoute[] = [];
