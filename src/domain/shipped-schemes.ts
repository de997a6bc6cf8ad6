import { DEFAULT_SCHEME } from './default-scheme.ts';
import type { Scheme } from './scheme.ts';

/**
 * After the counting of official reports (docs/scoring.md): what is done by its deadline counts in full, what is late or
 * overdue not at all, all tasks alike, without any shrinking. The score of a unit is near its rate `onTime` in per cent, but
 * not the same: the score counts working days in the unit's own court, and takes a submission without an answer as done.
 */
export const REPORT_SCHEME: Scheme = {
  ...DEFAULT_SCHEME,
  name: 'Theo cách tính của báo cáo',
  kappa: 0,
  leastWeight: 1,
  openOverdueCap: 0,
  steps: true,
  mostTaskWeight: 1,
  points: [
    [0, 10_000],
    [1, 0],
  ],
};

/**
 * The habits of a KPI table that is in use, to compare with: points for being early, steps in place of a slope, work
 * that nobody rated taken as good. The laws do not hold for it, and the pages say so.
 */
export const KPI_SCHEME: Scheme = {
  ...DEFAULT_SCHEME,
  name: 'Theo thói quen của bảng KPI',
  kappa: 0,
  leastWeight: 1,
  steps: true,
  points: [
    [0, 10_000],
    [1, 9000],
    [6, 7000],
    [16, 5000],
    [31, 0],
  ],
  early: [
    [1, 10_200],
    [5, 10_500],
    [10, 11_000],
  ],
  unratedQuality: 8000,
  components: [
    { name: 'timeliness', weight: 7 },
    { name: 'quality', weight: 3 },
  ],
};

/** The names of the schemes that the product brings, for addresses and the command line. */
export const SHIPPED_NAMES = ['default', 'report', 'kpi'] as const;

export type ShippedName = (typeof SHIPPED_NAMES)[number];

export const SHIPPED_SCHEMES: Readonly<Record<ShippedName, Scheme>> = {
  default: DEFAULT_SCHEME,
  report: REPORT_SCHEME,
  kpi: KPI_SCHEME,
};
