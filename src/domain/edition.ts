import type { CalendarYear } from './calendar.ts';
import { canonicalJson } from './canonical.ts';
import type { Day, Moment } from './day.ts';
import type { PublishedScheme } from './published-scheme.ts';
import type { PublishedRow, Unranked } from './row.ts';

/** One fact as an edition publishes it: what `ranking score` needs, the task behind it, and why it has these points. */
export type FrozenFact = {
  unit: string;
  component: string;
  weight: number;
  points: number;
  task: string | null;
  code: string | null;
  kind: string;
  amount: number | null;
  daysLate: number | null;
};

/** A figure that another body decided of a unit in a month (`YYYY-MM`), points plain, and the document that says so. */
export type FrozenFigure = {
  unit: string;
  component: string;
  month: string;
  points: number;
  document: string;
  issuedOn: Day;
};

/** Bonus, or penalty below 0, in plain points, for a day or a period by its name, and the document that says so. */
export type FrozenAdjustment = {
  id: string;
  unit: string;
  on: string;
  points: number;
  document: string;
  issuedOn: Day;
  reason: string;
};

/** A unit as it was scored, with the name it had, and why it stands outside the ranking. */
export type FrozenUnit = {
  code: string;
  name: string;
  group: string | null;
  reason: Exclude<Unranked, 'tooFewTasks'> | null;
};

/** What stands for a component in a line that is bonus or penalty. */
export const ADJUSTMENT = 'adjustment';

/** By what a line of a unit is found: a task in a component, a month of a figure in one, or an adjustment, by its id. */
export type LineRef = {
  unit: string;
  component: string;
  task: string | null;
  month: string | null;
  adjustment: string | null;
};

/**
 * What an accepted dispute changes of one line: that of a task counts as done so late, that of a figure or an adjustment has
 * these points; with neither it is left out.
 */
export type Amendment = LineRef & {
  daysLate: number | null;
  points: number | null;
  dispute: string;
  reason: string;
};

/** The last event of a task that was seen. */
export type SeenTask = { task: string; seq: number };

/** All that an edition is computed from but its facts: with the ledger these give the same bytes on any machine. */
export type EditionBasis = {
  assigner: string;
  period: string;
  cutoff: Day;
  /** Until when on that day, when it was frozen before the day was over. */
  until: Moment | null;
  /** 1 for the first of a period, and so on. */
  edition: number;
  /** The last one that units have seen before it, and why that is replaced; it is no part of the canonical form. */
  replaces: string | null;
  /** The last published one of its period before it. */
  corrects: string | null;
  reason: string | null;
  scheme: PublishedScheme;
  units: FrozenUnit[];
  calendar: readonly CalendarYear[];
  seal: { number: number; hash: string } | null;
  /**
   * Of the tasks that had an event on the day of the cutoff, the number of the last one that was there when it was frozen:
   * what was written later of that day doesn't count, whatever its moment. Null of an edition that knows no more than a
   * moment. It is no part of the canonical form, but the facts that follow from it are.
   */
  seen: readonly SeenTask[] | null;
  /** What the Office decided on disputes of the editions before it. */
  amendments: readonly Amendment[];
  /** What other bodies decided, and bonus and penalty, as they stood at the cutoff. */
  figures: readonly FrozenFigure[];
  adjustments: readonly FrozenAdjustment[];
};

/** The course of a period (design.md, section 8). */
export const EDITION_STATES = ['draft', 'open', 'final', 'published'] as const;

export type EditionState = (typeof EDITION_STATES)[number];

const FORMAT = 2;

/** What of a bonus or penalty is given away: why it was given, in somebody's own words, stays with those who sign in. */
export function publicAdjustment({ reason: _, ...rest }: FrozenAdjustment): Omit<FrozenAdjustment, 'reason'> {
  return rest;
}

function publicAmendment({ reason: _, ...rest }: Amendment): Omit<Amendment, 'reason'> {
  return rest;
}

function pair(name: string, value: unknown): string {
  return `${JSON.stringify(name)}:${canonicalJson(value, 'any')}`;
}

/**
 * The canonical form of an edition up to its facts, which follow as a list; `editionEnd` closes it. In pieces, since a
 * million facts are no text that one would hold. Keys are in the order of RFC 8785: A to F, facts, F to Z. It is published,
 * so it holds nothing of what people typed of a line, and no edition that isn't published.
 */
export function editionStart({
  adjustments,
  amendments,
  assigner,
  calendar,
  corrects,
  cutoff,
  edition,
}: EditionBasis): string {
  const pairs = [
    pair('adjustments', adjustments.map(publicAdjustment)),
    pair('amendments', amendments.map(publicAmendment)),
    pair('assigner', assigner),
    pair('calendar', calendar),
    pair('corrects', corrects ?? null),
    pair('cutoff', cutoff),
    pair('edition', edition),
  ];
  return `{${pairs.join(',')},"facts":[`;
}

/** Some facts of the list; `first` when none came before. */
export function editionFacts(facts: readonly FrozenFact[], first: boolean): string {
  if (facts.length === 0) return '';
  return `${first ? '' : ','}${facts.map((fact) => canonicalJson(fact, 'any')).join(',')}`;
}

/** The rest of the canonical form, behind the last fact. */
export function editionEnd(basis: EditionBasis, result: readonly PublishedRow[]): string {
  const { figures, period, reason, scheme, seal, units, until } = basis;
  const pairs = [
    pair('figures', figures),
    pair('format', FORMAT),
    pair('period', period),
    pair('reason', reason),
    pair('result', result),
    pair('scheme', scheme),
    pair('seal', seal),
    pair('units', units),
    pair('until', until),
  ];
  return `],${pairs.join(',')}}`;
}
