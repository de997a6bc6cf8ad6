import type { PageRoute } from '../visit.ts';

export const ADMIN_PAGES: readonly PageRoute[] = [];
