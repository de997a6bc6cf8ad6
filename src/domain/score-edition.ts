import type { EditionBasis, FrozenUnit } from './edition.ts';
import { adjustmentOf } from './figure.ts';
import type { Row } from './row.ts';
import { type ScoredUnit, score } from './score.ts';
import { keptScheme } from './score-files.ts';
import type { Fact } from './sum-facts.ts';

function asScored({ code, group, reason }: FrozenUnit): ScoredUnit {
  return reason === null ? { code, group } : { code, group, reason };
}

/** The rows of an edition by its own scheme, units and adjustments, from its facts, points in hundredths. */
export function scoreEdition(
  basis: Pick<EditionBasis, 'scheme' | 'units' | 'adjustments'>,
  facts: readonly Fact[],
): Row[] {
  const adjustments = basis.adjustments.map(adjustmentOf);
  return score(keptScheme(basis), { units: basis.units.map(asScored), facts, adjustments });
}
