import type { PageRoute } from '../visit.ts';

export const ACCOUNT_PAGES: readonly PageRoute[] = [];
