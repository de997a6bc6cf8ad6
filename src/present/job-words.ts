import type { Translate } from './words.ts';

/** A schedule in words, for those that the jobs have: every minute, or every day at a time; another as it is. */
export function scheduleWords(schedule: string, t: Translate): string {
  if (schedule === '* * * * *') return t('admin.everyMinute');
  const daily = /^(\d{1,2}) (\d{1,2}) \* \* \*$/.exec(schedule);
  if (daily === null) return schedule;
  const [, minute = '', hour = ''] = daily;
  return t('admin.everyDay', { time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}` });
}
