import type { Day } from '../domain/day.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { PeriodLinks } from './components.ts';
import type { Translate } from './words.ts';

const KEYS: readonly [pattern: RegExp, key: string][] = [
  [/-H1$/, 'statistics.period.half1'],
  [/-H2$/, 'statistics.period.half2'],
  [/-Q\d$/, 'statistics.period.quarter'],
  [/-\d\d$/, 'statistics.period.month'],
];

/** `quý 3/2026`; a period in the middle of a sentence. */
export function periodWords({ text }: Period, t: Translate): string {
  const year = text.slice(0, 4);
  const key = KEYS.find(([pattern]) => pattern.test(text))?.[1];
  if (key === undefined) return t('statistics.period.year', { year });
  return key.includes('half')
    ? t(key, { year })
    : t(key, { n: Number(text.slice(-2).replace('Q', '')), year });
}

/** The period asked for, without one the year of today; null for what is none. */
export function periodAsked(text: string, today: Day): Period | null {
  return parsePeriod(text === '' ? today.slice(0, 4) : text);
}

/** The year before, the year of the period with its parts, and the year after unless it is still to come. */
export function periodLinks(
  period: Period,
  today: Day,
  at: (period: string) => string,
  t: Translate,
): PeriodLinks {
  const year = Number(period.text.slice(0, 4));
  const parts = ['H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'].map((part) => `${year}-${part}`);
  const months = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);
  const texts = [
    `${year - 1}`,
    `${year}`,
    ...parts,
    ...months,
    ...(`${year}` < today.slice(0, 4) ? [`${year + 1}`] : []),
  ];
  const links = texts.flatMap((text) => {
    if (parsePeriod(text) === null) return [];
    return [{ href: at(text), text: shortWords(text, t), current: text === period.text }];
  });
  return { label: t('statistics.period'), links };
}

/** `T10` over `2026`, for the axis of a chart. */
export function shortPeriod({ text }: Period, t: Translate): string {
  return text.length === 4 ? text : `${shortWords(text, t)}\n${text.slice(0, 4)}`;
}

function shortWords(text: string, t: Translate): string {
  const part = text.slice(5);
  if (part === 'H1') return t('statistics.short.half1');
  if (part === 'H2') return t('statistics.short.half2');
  if (part.startsWith('Q')) return t('statistics.short.quarter', { n: part.slice(1) });
  return part === '' ? text : t('statistics.short.month', { n: Number(part) });
}
