import type { Phrase } from './deadline-phrase.ts';
import type { NoSuchDay } from './deadline-point.ts';
import type { Every, Part, RecurringRule } from './deadline-rule.ts';
import { dayFrom } from './written-day.ts';

type Due = Pick<RecurringRule, 'every'> & Partial<RecurringRule>;

const EVERY: Readonly<Record<string, Every>> = {
  ngay: 'day',
  tuan: 'week',
  thang: 'month',
  quy: 'quarter',
  nam: 'year',
};
const PARTS: Readonly<Record<string, Part>> = { dau: 'start', giua: 'middle', cuoi: 'end' };

/** The forms of recurring duties, each with what its words say. */
const FORMS: readonly [RegExp, (words: readonly string[]) => Due][] = [
  [/^(?:thuong xuyen(?: lien tuc)?|lien tuc)$/, () => ({ every: 'always' })],
  [/^(?:hang|moi) (ngay|tuan|thang|quy|nam)(?: (?:mot|1) lan)?$/, ([unit]) => ({ every: everyOf(unit) })],
  [
    /^(\d{1,2}) (ngay|tuan|thang|quy|nam)(?: (?:mot|1) lan|\/(?:mot |1 ?)?lan)$/,
    ([count, unit]) => ({ every: everyOf(unit), interval: Number(count) }),
  ],
  [/^(?:ngay )?(\d{1,2}) (?:cua )?(?:hang|moi) thang$/, ([day]) => ({ every: 'month', day: Number(day) })],
  [/^(?:hang|moi) thang (?:truoc |vao )?ngay (\d{1,2})$/, ([day]) => ({ every: 'month', day: Number(day) })],
  [
    /^(?:ngay )?(\d{1,2})(?:\/| thang )(\d{1,2}) (?:cua )?(?:hang|moi) nam$/,
    ([day, month]) => ({ every: 'year', day: Number(day), month: Number(month) }),
  ],
  [
    /^(?:hang|moi) nam (?:truoc |vao )?(?:ngay )?(\d{1,2})(?:\/| thang )(\d{1,2})$/,
    ([day, month]) => ({ every: 'year', day: Number(day), month: Number(month) }),
  ],
  [
    /^(?:ngay )?(dau|giua|cuoi)(?: cung)?(?: cua)? (?:hang|moi) (thang|quy|nam)$/,
    ([at, unit]) => ({ every: everyOf(unit), at: PARTS[at ?? ''] ?? null }),
  ],
];

function everyOf(unit: string | undefined): Every {
  return EVERY[unit ?? ''] ?? 'always';
}

function exists({ day = null, month = null, interval = 1 }: Due): boolean {
  return interval > 0 && (day === null || dayFrom(2024, month ?? 1, day) !== null);
}

/**
 * Reads a recurring duty (`hang thang`, `ngay 20 hang thang`, `thuong xuyen`, and `6 thang` where the phrase repeats);
 * it has no day until recurring duties exist. The policy is kept where "trước" was read. Null for anything else.
 */
export function readRecurring(
  { body, before, repeats, clock }: Phrase,
  beforeMeansDayBefore: boolean,
): RecurringRule | NoSuchDay | null {
  const text = repeats && /^\d{1,2} [a-z]+$/.test(body) ? `${body} 1 lan` : body;
  for (const [form, read] of FORMS) {
    const match = form.exec(text);
    if (match === null) continue;
    const due = read(match.slice(1));
    if (!exists(due)) return 'noSuchDay';
    const policy = (before || text.includes(' truoc ')) && clock === null ? beforeMeansDayBefore : null;
    const blank = { interval: 1, month: null, day: null, at: null, beforeMeansDayBefore: policy };
    return { kind: 'recurring', ...blank, ...due };
  }
  return null;
}
