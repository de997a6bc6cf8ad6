import { type Day, isDay } from './day.ts';

/** A day as it stands in a paper; `year` is null where the paper leaves it out. */
export type WrittenDay = { day: number; month: number; year: number | null };

const FORMS = [
  /^(?:ngay )?(\d{1,2}) ?\/ ?(\d{1,2})(?: ?\/ ?(\d{4})| nam (\d{4}))?$/,
  /^(?:ngay )?(\d{1,2}) ?([-.]) ?(\d{1,2}) ?\2 ?(\d{4})$/,
  /^(?:ngay )?(\d{1,2}) thang (\d{1,2})(?: ?\/ ?(\d{4})| nam (\d{4}))?$/,
  /^(?:ngay )?(\d{4})-(\d{2})-(\d{2})$/,
] as const;

function numbers(...texts: (string | undefined)[]): WrittenDay {
  const [day, month, year] = texts;
  return { day: Number(day), month: Number(month), year: year === undefined ? null : Number(year) };
}

/**
 * Reads a day as papers write it, from folded text (fold-text.ts): `30/6`, `30/6/2026`, `30-6-2026`,
 * `ngay 30 thang 6 nam 2026`, `2026-06-30`. Whether that day exists is not asked here; null for anything else.
 */
export function readWrittenDay(text: string): WrittenDay | null {
  const [slashed, dashed, worded, iso] = FORMS.map((form) => form.exec(text));
  if (slashed) return numbers(slashed[1], slashed[2], slashed[3] ?? slashed[4]);
  if (dashed) return numbers(dashed[1], dashed[3], dashed[4]);
  if (worded) return numbers(worded[1], worded[2], worded[3] ?? worded[4]);
  return iso ? numbers(iso[3], iso[2], iso[1]) : null;
}

/** The day of that year, month and day of the month; null when there is none. */
export function dayFrom(year: number, month: number, day: number): Day | null {
  const [mm, dd] = [month, day].map((n) => String(n).padStart(2, '0'));
  const text = `${String(year).padStart(4, '0')}-${mm}-${dd}`;
  return isDay(text) ? text : null;
}
