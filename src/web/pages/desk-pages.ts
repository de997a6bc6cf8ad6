import type { PageRoute } from '../visit.ts';

export const DESK_PAGES: readonly PageRoute[] = [];
