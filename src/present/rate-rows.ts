import { type Counts, ratesOf } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import { RATES } from './figure-names.ts';
import { formatPercent } from './format.ts';
import type { Reader, Translate } from './words.ts';

/** The three rates under both deadlines, as texts: what is divided, then each rate. */
export function rateRows({ t, language }: Reader, counts: Readonly<Record<Basis, Counts>>): string[][] {
  const both = [ratesOf(counts.current), ratesOf(counts.original)];
  return RATES.map(([rate, key]) => [t(key), ...both.map((rates) => formatPercent(rates[rate], language))]);
}

/** What heads their columns. */
export function rateHeadings(t: Translate): string[] {
  return [t('statistics.rate'), t('statistics.basis.current'), t('statistics.basis.original')];
}
