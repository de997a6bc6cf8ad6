import type { WorkingCalendar } from './calendar.ts';
import { countDeadline } from './deadline-count.ts';
import type { DeadlineRule } from './deadline-rule.ts';
import type { Deadline } from './task.ts';

/**
 * The deadline counted anew once the notice of its calendar is there (design.md, section 4). Null for one that was not
 * counted, is settled already, or still runs through days for which no notice is known.
 */
export function recounted(deadline: Deadline, calendar: WorkingCalendar): Deadline | null {
  const rule = deadline.rule as DeadlineRule;
  if (!deadline.provisional || !('count' in rule)) return null;
  const counted = countDeadline(calendar, { unit: rule.kind, count: rule.count, from: rule.from });
  return counted === null || counted.provisional ? null : { ...deadline, ...counted };
}
