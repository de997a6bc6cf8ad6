import type { PageRoute } from '../visit.ts';

export const DIRECTIVES_PAGES: readonly PageRoute[] = [];
