import type { FrozenAdjustment } from '../domain/edition.ts';
import type { Row } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Unit } from '../domain/unit.ts';
import type { PeriodLinks } from './components.ts';
import { formatDay } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import type { RankingAsked } from './ranking-query.ts';
import type { Reader } from './words.ts';

/** What both pages rest on; `group` null for all. */
export type RankingFacts = Reader &
  RankingAsked & {
    group: string | null;
    /** The groups that one may choose from. */
    groups: readonly string[];
    rows: readonly Row[];
    adjustments: readonly FrozenAdjustment[];
    scheme: Scheme;
    cutoff: string;
    hash: string;
    unitOf: (code: string) => Unit | undefined;
  };

/** A unit by its name. */
export function nameOf({ unitOf }: Pick<RankingFacts, 'unitOf'>, code: string): string {
  return unitOf(code)?.name ?? code;
}

export type RankingHead = {
  about: string;
  /** The scheme's name, as it stands in `about`. */
  scheme: string;
  periods: PeriodLinks;
};

/** What stands above both pages; `at` is the address of the page in another period. */
export function rankingHead(
  { t, period, scheme, cutoff }: RankingFacts,
  at: (period: string) => string,
): RankingHead {
  const said = { period: periodWords(period, t), scheme: scheme.name, cutoff: formatDay(cutoff) };
  return { about: t('score.about', said), scheme: scheme.name, periods: periodLinks(period, cutoff, at, t) };
}
