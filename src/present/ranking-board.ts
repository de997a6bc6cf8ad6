import type { Period } from '../domain/period.ts';
import type { Row } from '../domain/row.ts';
import { type Counts, type Rates, ratesOf } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import { formatPercent } from './format.ts';
import { inPoints, type Speech } from './score-words.ts';
import type { Language } from './words.ts';

/** What the board says of a unit beside its row: its rates under both deadlines, and the period before. */
export type BoardFacts = {
  earlier: { period: Period; rows: readonly Row[] } | null;
  rates: (unit: string) => { original: Rates; current: Rates } | undefined;
};

/** The counts of each unit under both deadlines as what the board says. */
export function boardFacts({
  counts,
  earlier,
}: {
  counts: Record<Basis, readonly (Counts & { unit: string })[]>;
  earlier: BoardFacts['earlier'];
}): BoardFacts {
  const ratesBy = (items: readonly (Counts & { unit: string })[]) =>
    new Map(items.map((item) => [item.unit, ratesOf(item)]));
  const [strict, adjusted] = [ratesBy(counts.original), ratesBy(counts.current)];
  return {
    earlier,
    rates: (unit) => {
      const [original, current] = [strict.get(unit), adjusted.get(unit)];
      return original && current && { original, current };
    },
  };
}

export type BoardCells = { interval: string; change: string; strict: string; adjusted: string };

/** A hundred points, in ten-thousandths of one. */
const ALL_POINTS = 1_000_000;

/**
 * Between which scores the unit's may lie by chance, as people are shown it: nobody has less than nothing, nor more than
 * all points but by a bonus. Null without a score.
 */
export function shownInterval({ score, low, high }: Row): { low: number; high: number } | null {
  if (score === null || low === null || high === null) return null;
  return { low: Math.max(low, Math.min(0, score)), high: Math.min(high, Math.max(ALL_POINTS, score)) };
}

/** `91,25 – 97,02`, as `shownInterval`; empty without a score. */
export function intervalText(speech: Speech, row: Row): string {
  const interval = shownInterval(row);
  return interval === null ? '' : `${inPoints(speech, interval.low)} – ${inPoints(speech, interval.high)}`;
}

/** `+1,25`: ten-thousandths of a point with their sign. */
function signed(speech: Speech, tenThousandths: number): string {
  const sign = tenThousandths < 0 ? '−' : '+';
  return `${tenThousandths === 0 ? '' : sign}${inPoints(speech, Math.abs(tenThousandths))}`;
}

/** How rank and score moved since the period before; that there is none to compare with, where one has no score. */
export function changeText(speech: Speech, row: Row, before: Row | undefined): string {
  const { t } = speech;
  const comparable = before !== undefined && before.group === row.group;
  if (!comparable || before.rank === null || before.score === null) return t('reading.change.none');
  if (row.rank === null || row.score === null) return t('reading.change.none');
  const climbed = before.rank - row.rank;
  const points = signed(speech, row.score - before.score);
  if (climbed === 0) return t('reading.change.same', { points });
  return t(climbed > 0 ? 'reading.change.up' : 'reading.change.down', { n: Math.abs(climbed), points });
}

/** The cells of a unit that the board adds to its row. */
export function boardCells(speech: Speech, language: Language, facts: BoardFacts, row: Row): BoardCells {
  const rates = facts.rates(row.unit);
  return {
    interval: intervalText(speech, row),
    change: changeText(
      speech,
      row,
      facts.earlier?.rows.find(({ unit }) => unit === row.unit),
    ),
    strict: formatPercent(rates?.original.onTime ?? null, language),
    adjusted: formatPercent(rates?.current.onTime ?? null, language),
  };
}
