import type { Day } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import type { Counts } from '../domain/statistics.ts';
import { type Basis, OPEN_STATES } from '../domain/task.ts';
import { paths } from '../paths.ts';
import type { Bucket } from './components.ts';

/** Which board is shown: `group` null for all, `asOf` null for now. */
export type Shown = { period: Period; group: string | null; basis: Basis; asOf: Day | null };

const STANDINGS_OF: Record<Exclude<Bucket, 'noDeadline'>, string> = {
  doneOnTime: 'doneOnTime',
  doneLate: 'doneLate',
  openInTime: 'inTime,dueSoon,dueToday',
  openOverdue: 'overdue',
};

/** Which tasks a figure counts: of one lead unit, or with null of all in the group, or that the assigner assigned. */
export type Whose = { assigner: string; unit: string | null; shown: Shown };

function common({ assigner, unit, shown }: Whose) {
  const basis = shown.basis === 'original' ? 'original' : null;
  return unit === null ? { assigner, group: shown.group, basis } : { unit, role: 'lead', basis };
}

/** The list of exactly the tasks that a bucket counts. */
export function bucketHref(whose: Whose, bucket: Bucket): string {
  const { from, to } = whose.shown.period;
  if (bucket === 'noDeadline') {
    return paths.tasks({ ...common(whose), standing: bucket, assignedFrom: from, assignedTo: to });
  }
  return paths.tasks({ ...common(whose), standing: STANDINGS_OF[bucket], dueFrom: from, dueTo: to });
}

/** The list of the sum; null where tasks without a deadline are in it, which one list can't show beside the others. */
export function totalHref(whose: Whose, counts: Counts): string | null {
  if (counts.noDeadline > 0) return null;
  const { from, to } = whose.shown.period;
  const standing = Object.values(STANDINGS_OF).join(',');
  return paths.tasks({ ...common(whose), standing, dueFrom: from, dueTo: to });
}

/** The list of what was carried into the period; of what of it is still open. */
export function carriedHref(whose: Whose, open: boolean): string {
  const state = open ? OPEN_STATES.join(',') : null;
  return paths.tasks({ ...common(whose), carriedInto: whose.shown.period.text, state });
}
