import { adjustScore } from '../../src/app/adjust-scores.ts';
import { enterFigures } from '../../src/app/enter-figures.ts';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { takeEditionStep } from '../../src/app/take-edition-step.ts';
import type { EditionRow } from '../../src/db/edition-store.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { fillPeriod } from './editions.ts';
import { must, type Office, on } from './office.ts';

/** A criterion that another body decides. */
export const DIGITAL = 'Chuyển đổi số';

const PAPER = { notation: '12/BC-STTTT', issuedOn: '2026-04-05' };

/** Tasks and that criterion alike, bonus and penalty of three points at most. */
export const WITH_FIGURES: Scheme = {
  ...DEFAULT_SCHEME,
  adjustmentMost: 300,
  components: [
    { name: 'timeliness', weight: 1 },
    { name: DIGITAL, weight: 1 },
  ],
};

/** The day on which `openWithFigures` opens its edition; disputes are taken until 27/7. */
export const OPENED = '2026-07-20';

/** Freezes the first half of 2026 by that scheme; gives the id of the draft. */
export async function freezeHalf({ house, actor }: Office): Promise<string> {
  const asked = {
    assigner: '38',
    period: '2026-H1',
    cutoff: '2026-06-30',
    scheme: WITH_FIGURES,
    reason: null,
  };
  return (await must(freezeRanking(house, asked, actor('chanhvanphong'), on(OPENED))))._id;
}

/**
 * The first half of 2026, open for disputes: six tasks of SNV, STC and STTTT each, figures of SNV and STC in February and
 * March, a penalty and a bonus of SNV. Gives the edition and the ids of both.
 */
export async function openWithFigures(
  office: Office,
): Promise<{ edition: EditionRow; penalty: string; bonus: string }> {
  const { house, actor } = office;
  await fillPeriod(office);
  for (const month of ['2026-02', '2026-03']) {
    const figures = [
      { unit: 'SNV', points: 60 },
      { unit: 'STC', points: 90 },
    ];
    const input = { criterion: DIGITAL, month, document: PAPER, figures };
    await must(enterFigures(house, input, actor('vanphong'), on('2026-04-10')));
  }
  const give = async (points: number) => {
    const input = { unit: 'SNV', on: '2026-Q2', points, document: PAPER, reason: 'Chậm báo cáo' };
    return (await must(adjustScore(house, input, actor('chanhvanphong'), on('2026-06-20'))))._id;
  };
  const [penalty, bonus] = [await give(-2), await give(0.5)];
  const step = { action: 'open', state: 'draft' } as const;
  const edition = await must(
    takeEditionStep(house, await freezeHalf(office), step, actor('chanhvanphong'), on(OPENED)),
  );
  return { edition, penalty, bonus };
}
