import type { Chart } from '../documents/draw-chart.ts';
import { LATE_BANDS } from '../domain/late-bands.ts';
import type { Period } from '../domain/period.ts';
import { paths } from '../paths.ts';
import { asHead, type ChartTable } from './chart-table.ts';
import { bandText } from './compare-page.ts';
import { formatNumber, formatPercent } from './format.ts';
import { periodWords, shortPeriod } from './period-words.ts';
import { type RankingAsked, rankingQuery } from './ranking-query.ts';
import { inPoints, speechOf } from './score-words.ts';
import type { Reader } from './words.ts';

/** Of which unit and ranking the charts are. */
export type ChartedUnit = Reader & RankingAsked & { unit: string };

function queryOf(charted: ChartedUnit) {
  return { unit: charted.unit, ...rankingQuery(charted) };
}

function shareText({ language }: Reader, n: number, counts: readonly number[]): string {
  const all = counts.reduce((sum, one) => sum + one, 0);
  return formatPercent(all === 0 ? null : n / all, language);
}

/** How many tasks in each of `LATE_BANDS`, as bars. */
export function lateChart(reader: Reader, counts: readonly number[]): Chart {
  return {
    kind: 'bars',
    rows: LATE_BANDS.map((band, at) => {
      const n = counts[at] ?? 0;
      const text = `${formatNumber(n, reader.language)} (${shareText(reader, n, counts)})`;
      return { name: bandText(reader.t, band), value: n, text };
    }),
  };
}

/** The tasks of a unit by days late; null where none is counted so. */
export function lateTable(of: ChartedUnit, counts: readonly number[]): ChartTable | null {
  const { t, language } = of;
  if (counts.every((n) => n === 0)) return null;
  return {
    id: 'late',
    caption: t('reading.late.caption'),
    note: t('reading.late.note'),
    headings: [t('reading.late.days'), t('reading.late.tasks'), t('statistics.rate')],
    rows: LATE_BANDS.map((band, at) => {
      const n = counts[at] ?? 0;
      const texts = [formatNumber(n, language), shareText(of, n, counts)];
      return { head: bandText(t, band), cells: texts.map((text) => ({ text, href: null })) };
    }),
    foot: null,
    chart: { src: paths.lateChart(queryOf(of)), alt: t('reading.late.alt') },
  };
}

/** A period of a trend; scores in ten-thousandths of a point, null where there is none. */
export type TrendFacts = {
  period: Period;
  score: number | null;
  median: number | null;
  edition: { id: string; number: number } | null;
};

function scoreText(reader: Reader, score: number | null): string {
  return score === null ? '–' : inPoints(speechOf(reader), score);
}

/** The scores of a unit and the middle ones of its group, as lines; `name` is the unit's. */
export function trendChart(reader: Reader, points: readonly TrendFacts[], name: string): Chart {
  const line = (what: string, scores: readonly (number | null)[]) => ({
    name: what,
    values: scores.map((score) => (score === null ? null : score / 10_000)),
    texts: scores.map((score) => scoreText(reader, score)),
  });
  return {
    kind: 'lines',
    columns: points.map(({ period }) => shortPeriod(period, reader.t)),
    lines: [
      line(
        name,
        points.map(({ score }) => score),
      ),
      line(
        reader.t('reading.trend.median'),
        points.map(({ median }) => median),
      ),
    ],
  };
}

/** The trend of a unit; without a period to compare with there is nothing to draw, and with no score nothing at all. */
export function trendTable(of: ChartedUnit, points: readonly TrendFacts[]): ChartTable | null {
  const { t } = of;
  if (points.length === 0) return null;
  const drawn = points.filter(({ score }) => score !== null).length > 1;
  return {
    id: 'trend',
    caption: t('reading.trend.caption'),
    note: drawn ? t('reading.trend.note') : t('reading.trend.none'),
    headings: [
      t('reading.trend.period'),
      t('reading.trend.score'),
      t('reading.trend.median'),
      t('reading.trend.source'),
    ],
    rows: points.map(({ period, score, median, edition }) => ({
      head: asHead(periodWords(period, t)),
      cells: [
        { text: scoreText(of, score), href: null },
        { text: scoreText(of, median), href: null },
        edition === null
          ? { text: t('reading.trend.now'), href: null }
          : { text: t('reading.trend.edition', { n: edition.number }), href: paths.edition(edition.id) },
      ],
    })),
    foot: null,
    chart: drawn ? { src: paths.trendChart(queryOf(of)), alt: t('reading.trend.alt') } : null,
  };
}
