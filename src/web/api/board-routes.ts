import type { ApiRoute } from './api-route.ts';

export const BOARD_ROUTES: readonly ApiRoute[] = [];
