import { CAUSES, type Scheme } from './scheme.ts';

/**
 * The scheme that the product ships (docs/scoring.md explains each figure). A day late costs 4 points for two
 * weeks (of working days), then 3, then 1.5: the first days weigh most, none is a cliff.
 */
export const DEFAULT_SCHEME: Scheme = {
  name: 'Bộ tiêu chí mặc định',
  version: 1,
  basis: 'current',
  kappa: 10,
  zHundredths: 139,
  leastWeight: 5,
  openOverdueCap: 5000,
  points: [
    [0, 10_000],
    [10, 6000],
    [20, 3000],
    [40, 0],
  ],
  grades: [
    [9000, 'excellent'],
    [8000, 'good'],
    [5000, 'completed'],
    [0, 'notCompleted'],
  ],
  components: [{ name: 'timeliness', weight: 1 }],
  excluded: [],
  steps: false,
  early: [],
  causes: CAUSES,
  coordinatingWeight: 0,
  leastTaskWeight: 1,
  mostTaskWeight: 3,
  firstGradeQuota: null,
  firstGradeBar: null,
  unratedQuality: null,
  adjustmentMost: 0,
};
