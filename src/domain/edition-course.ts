import type { EditionState } from './edition.ts';
import type { Permission, Reach } from './permission.ts';

/** What must hold beside the state before a step is taken; each is also the code of the refusal without it. */
export type Need = 'newestEdition' | 'disputesClosed' | 'noDisputeWaits';

/** A step of an edition's course: from which state to which, by whom, and what must hold. */
type Step = { from: EditionState; to: EditionState; permission: Permission; needs: readonly Need[] };

/** The course of a period as a table (design.md, section 8): draft → open for disputes → final → published. */
export const STEPS = {
  open: { from: 'draft', to: 'open', permission: 'moveEditions', needs: ['newestEdition'] },
  finish: {
    from: 'open',
    to: 'final',
    permission: 'moveEditions',
    needs: ['newestEdition', 'disputesClosed', 'noDisputeWaits'],
  },
  publish: { from: 'final', to: 'published', permission: 'moveEditions', needs: ['newestEdition'] },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;

export const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** Why an edition that follows the decisions on disputes replaces the one before it; data, as it is published. */
export const REVIEWED = 'theo kết quả rà soát';

/** The reason of an edition that follows the decisions on disputes of another, with the reason of that one. */
export function reviewedReason(reason: string | null): string {
  return reason === null ? REVIEWED : `${reason}; ${REVIEWED}`;
}

/** What is asked of an edition that may have taken another's place. */
type Numbered = { edition: number; state: EditionState };

/**
 * Of editions of one period the one that took the place of an edition: of a published one the next that is published, of
 * another the next that units have seen; while there is none the newest. Null when there is no later one.
 */
export function successorOf<T extends Numbered>(edition: Numbered, all: readonly T[]): T | null {
  const later = all.filter((one) => one.edition > edition.edition).toSorted((a, b) => a.edition - b.edition);
  const takes = ({ state }: Numbered) =>
    edition.state === 'published' ? state === 'published' : state !== 'draft';
  return later.find(takes) ?? later.at(-1) ?? null;
}

/** Whether another took its place in the course: a published one holds until another is published. */
export function isReplaced(
  edition: Pick<Numbered, 'state'>,
  successor: Pick<Numbered, 'state'> | null,
): boolean {
  return successor !== null && (edition.state !== 'published' || successor.state === 'published');
}

/** The step that leads on from a state; null at the end. */
export function nextStepOf(state: EditionState): StepName | null {
  return STEP_NAMES.find((name) => STEPS[name].from === state) ?? null;
}

/** Why a step can't be taken: `editionState`, or the first need that does not hold; null when it can. */
export function stepRefusal(
  step: StepName,
  state: EditionState,
  holds: Record<Need, boolean>,
): 'editionState' | Need | null {
  const { from, needs } = STEPS[step];
  if (state !== from) return 'editionState';
  return needs.find((need) => !holds[need]) ?? null;
}

/** What is seen of an edition's rows: all, those of one's own unit, or that there is no such edition (404). */
export type Sight = 'all' | 'own' | 'nothing';

/** By reach of `readEditions`, state by state; lines of another unit are seen by reach `assigned` alone. */
const SIGHT: Record<Extract<Reach, 'assigned' | 'own'>, Record<EditionState, Sight>> = {
  assigned: { draft: 'all', open: 'all', final: 'all', published: 'all' },
  own: { draft: 'nothing', open: 'own', final: 'own', published: 'all' },
};

/** What a reach lets one see of an edition in a state. */
export function sightOf(reach: Reach, state: EditionState): Sight {
  return reach === 'assigned' || reach === 'own' ? SIGHT[reach][state] : 'nothing';
}
