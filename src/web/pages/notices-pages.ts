import type { PageRoute } from '../visit.ts';

export const NOTICES_PAGES: readonly PageRoute[] = [];
