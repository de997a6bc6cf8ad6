import type { Translate } from './words.ts';

function counted(key: string, count: number, t: Translate): string {
  return t(count === 1 ? `${key}.one` : `${key}.other`, { n: count });
}

/** `3 ngày`. */
export function daysWords(count: number, t: Translate): string {
  return counted('count.days', count, t);
}

/** `3 ngày làm việc`. */
export function workingDaysWords(count: number, t: Translate): string {
  return counted('count.workingDays', count, t);
}
