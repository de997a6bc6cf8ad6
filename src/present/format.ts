import { type Day, type Moment, weekdayOf, ZONE } from '../domain/day.ts';
import type { Language, Translate } from './words.ts';

const LOCALES: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' };
const NO_BREAK = '\u00a0';
const UNITS = ['B', 'KB', 'MB', 'GB'] as const;

/** `27/11/2026`, in both languages: the form of the papers. */
export function formatDay(day: Day): string {
  const [year, month, date] = day.split('-');
  return `${date}/${month}/${year}`;
}

/** `27/11`, where the year stands beside it anyway. */
export function formatShortDay(day: Day): string {
  return formatDay(day).slice(0, 5);
}

/** `thứ Sáu`. */
export function formatWeekday(day: Day, t: Translate): string {
  return t(`weekday.${weekdayOf(day)}`);
}

/** `thứ Sáu 27/11/2026`, for a day that matters (pages.md, "Words of standing and time"). */
export function formatFullDay(day: Day, t: Translate): string {
  return `${formatWeekday(day, t)}${NO_BREAK}${formatDay(day)}`;
}

/** `24/11/2026 08:30`, as the clock stood in Vietnam. */
export function formatMoment(moment: Moment): string {
  const local = Temporal.Instant.from(moment).toZonedDateTimeISO(ZONE);
  return `${formatDay(local.toPlainDate().toString())}${NO_BREAK}${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** Formats by language and decimals; making one takes longer than a row of a list. */
const NUMBERS = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, decimals: number | undefined): Intl.NumberFormat {
  const key = `${language} ${decimals}`;
  const known = NUMBERS.get(key);
  if (known !== undefined) return known;
  const digits =
    decimals === undefined
      ? { maximumFractionDigits: 4 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const format = new Intl.NumberFormat(LOCALES[language], digits);
  NUMBERS.set(key, format);
  return format;
}

/** `1.234,5` in Vietnamese, `1,234.5` in English; all `decimals` are shown, without them up to four. */
export function formatNumber(value: number, language: Language, decimals?: number): string {
  return numberFormat(language, decimals).format(value);
}

/** A fraction as `68,4 %`; a dash where there is none (nothing to divide by). */
export function formatPercent(fraction: number | null, language: Language): string {
  return fraction === null ? '–' : `${formatNumber(fraction * 100, language, 1)}${NO_BREAK}%`;
}

/** A size in bytes as `1,5 MB`, in steps of 1024. */
export function formatBytes(bytes: number, language: Language): string {
  let value = bytes;
  let step = 0;
  while (value >= 1024 && step < UNITS.length - 1) {
    value /= 1024;
    step += 1;
  }
  const decimals = step === 0 || value >= 100 ? 0 : 1;
  return `${formatNumber(value, language, decimals)}${NO_BREAK}${UNITS[step]}`;
}
