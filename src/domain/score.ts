import { type CommonLevel, commonLevels, shrunk } from './common-level.ts';
import { externalCriteria } from './figure.ts';
import { compare, type Fraction, plus, roundAway, roundHalfUp, times, whole, ZERO } from './fraction.ts';
import { inRowOrder, type Part, type Row, type Unranked } from './row.ts';
import type { Grade, Scheme } from './scheme.ts';
import { type Adjustment, type Fact, type Sums, sumFacts } from './sum-facts.ts';

/** A unit to be scored; one outside the ranking says why, and its facts enter no mean. */
export type ScoredUnit = { code: string; group: string | null; reason?: 'verifiesItself' | 'excluded' };

/** A unit with what it did: its sums per component, in the scheme's order. */
type Member = {
  unit: ScoredUnit;
  sums: readonly Sums[];
  tasks: number;
  weight: number;
  /** Bonus less penalty in hundredths of a point, within the scheme's bounds. */
  adjustment: number;
  /** Whether a task was so late that the first grade is barred. */
  barred: boolean;
};

/** A ranked member: its exact score in ten-thousandths of a point, its interval as published. */
type Scored = { member: Member; score: Fraction; low: bigint; high: bigint; parts: Part[] };

/** Hundredths of a point as the whole number of ten-thousandths that is published. */
const published = (hundredths: Fraction): number => Number(roundHalfUp(times(hundredths, whole(100))));

/** A unit in no group is its assigner's own Office, which verifies its own tasks (design.md, section 3). */
function outsideReason(scheme: Scheme, unit: ScoredUnit): Unranked | null {
  if (unit.reason !== undefined) return unit.reason;
  if (unit.group === null) return 'verifiesItself';
  return scheme.excluded.some((excluded) => excluded.unit === unit.code) ? 'excluded' : null;
}

/**
 * Weight and tasks of a unit are those of its component of tasks that has most, since one task may be a fact in several:
 * figures of other bodies are no tasks, and don't make a rank by themselves. In a scheme of figures alone they count.
 */
function memberOf(
  scheme: Scheme,
  unit: ScoredUnit,
  sums: readonly Sums[],
  more: Pick<Member, 'adjustment' | 'barred'>,
): Member {
  const external = externalCriteria(scheme);
  const ofTasks = sums.filter((_, at) => !external.includes(scheme.components[at]!.name));
  const counted = ofTasks.length > 0 ? ofTasks : sums;
  return {
    unit,
    sums,
    tasks: Math.max(...counted.map(({ tasks }) => Number(tasks))),
    weight: Math.max(...counted.map(({ weight }) => Number(weight))),
    ...more,
  };
}

/** Bonus and penalty of each unit, summed and held within what the scheme allows. */
function adjustmentsOf(scheme: Scheme, adjustments: readonly Adjustment[]): Map<string, number> {
  const most = scheme.adjustmentMost;
  const sums = new Map<string, number>();
  for (const { unit, points } of adjustments) sums.set(unit, (sums.get(unit) ?? 0) + points);
  return new Map([...sums].map(([unit, sum]) => [unit, Math.max(-most, Math.min(most, sum))]));
}

function barredUnits({ firstGradeBar: bar }: Scheme, facts: readonly Fact[]): Set<string> {
  if (bar === null) return new Set();
  return new Set(facts.flatMap(({ unit, daysLate }) => ((daysLate ?? 0) > bar ? [unit] : [])));
}

function partOf(scheme: Scheme, level: CommonLevel, sums: Sums): Part {
  const component = scheme.components[level.at]!;
  return {
    component: component.name,
    share: component.weight,
    tasks: Number(sums.tasks),
    weight: Number(sums.weight),
    mean: sums.weight === 0n ? null : published({ over: sums.points, under: sums.weight }),
    groupMean: published(level.mean),
    kappa: scheme.kappa,
    score: published(shrunk(scheme.kappa, level, sums)),
  };
}

/**
 * The mean of the shrunk components by their weights v, and score ∓ z·√(Σv²σ²/(W + κ)) / Σv, which for one
 * component is zσ/√(W + κ); in ten-thousandths, so that 100 times a hundredth and z in hundredths cancel.
 */
function scoreOf(scheme: Scheme, levels: readonly CommonLevel[], member: Member): Scored {
  let sum = ZERO;
  let square = ZERO;
  let shares = 0n;
  for (const level of levels) {
    const share = BigInt(scheme.components[level.at]!.weight);
    const sums = member.sums[level.at]!;
    const drawn = sums.weight + BigInt(scheme.kappa);
    const error = drawn === 0n ? ZERO : times(level.variance, { over: 1n, under: drawn });
    sum = plus(sum, times(whole(share), shrunk(scheme.kappa, level, sums)));
    square = plus(square, times(whole(share * share), error));
    shares += share;
  }
  const score = plus(times(sum, { over: 100n, under: shares }), whole(member.adjustment * 100));
  const z = BigInt(scheme.zHundredths);
  const halfSquare = times(square, { over: z * z, under: shares * shares });
  return {
    member,
    score,
    low: roundAway(score, 'below', halfSquare),
    high: roundAway(score, 'above', halfSquare),
    parts: levels.map((level) => partOf(scheme, level, member.sums[level.at]!)),
  };
}

/** The place among the scheme's grades of the best one whose least score the exact score reaches. */
function reachedGrade(scheme: Scheme, score: Fraction): number {
  const at = scheme.grades.findIndex(([least]) => compare(score, whole(least * 100)) >= 0);
  return at === -1 ? scheme.grades.length - 1 : at;
}

/**
 * The grade: the first one only without a bar, and within the quota; of units that share a score all have it or none,
 * so that the quota is never passed.
 */
function gradeOf(scheme: Scheme, scored: readonly Scored[], mine: Scored): Grade {
  const at = reachedGrade(scheme, mine.score);
  const second = (scheme.grades[1] ?? scheme.grades[0]!)[1];
  if (at > 0) return scheme.grades[at]![1];
  if (mine.member.barred) return second;
  if (scheme.firstGradeQuota === null) return scheme.grades[0]![1];
  const places = Math.floor((scored.length * scheme.firstGradeQuota) / 100);
  const before = scored.filter(
    ({ member, score }) =>
      !member.barred && reachedGrade(scheme, score) === 0 && compare(score, mine.score) >= 0,
  );
  return before.length <= places ? scheme.grades[0]![1] : second;
}

function unrankedRow({ unit, tasks, weight }: Member, reason: Unranked, peers: number): Row {
  const none = { rank: null, rankFrom: null, rankTo: null, score: null, low: null, high: null, grade: null };
  return { unit: unit.code, group: unit.group, ...none, tasks, weight, reason, peers, parts: [] };
}

function rankedRow(scheme: Scheme, scored: readonly Scored[], mine: Scored, peers: number): Row {
  const count = (holds: (other: Scored) => boolean): number => scored.filter(holds).length;
  const { unit, tasks, weight } = mine.member;
  return {
    unit: unit.code,
    group: unit.group,
    rank: 1 + count((other) => compare(other.score, mine.score) > 0),
    rankFrom: 1 + count((other) => other.low > mine.high),
    rankTo: scored.length - count((other) => other.high < mine.low),
    score: Number(roundHalfUp(mine.score)),
    low: Number(mine.low),
    high: Number(mine.high),
    grade: gradeOf(scheme, scored, mine),
    tasks,
    weight,
    reason: null,
    peers,
    parts: mine.parts,
  };
}

function rowsOfGroup(scheme: Scheme, members: readonly Member[]): Row[] {
  const levels = commonLevels(
    members.map(({ sums }) => sums),
    scheme.components.length,
  );
  const enough = (member: Member): boolean => member.weight >= scheme.leastWeight;
  const scored = members.filter(enough).map((member) => scoreOf(scheme, levels, member));
  const tooFew = members.filter((member) => !enough(member));
  return [
    ...scored.map((mine) => rankedRow(scheme, scored, mine, members.length)),
    ...tooFew.map((member) => unrankedRow(member, 'tooFewTasks', members.length)),
  ];
}

/**
 * The ranking: a row for every unit, peers compared within their group, in one order whatever the order of the
 * input. Pure and exact: whole numbers and fractions, rounded once, when written as ten-thousandths of a point.
 * The scheme is a valid one (`validateScheme`); the rule is design.md, section 8, told at length in
 * docs/scoring.md.
 */
export function score(
  scheme: Scheme,
  input: {
    units: readonly ScoredUnit[];
    facts: readonly Fact[];
    adjustments?: readonly Adjustment[];
  },
): Row[] {
  const codes = input.units.map(({ code }) => code);
  const sums = sumFacts(scheme.components, codes, input.facts);
  const adjustments = adjustmentsOf(scheme, input.adjustments ?? []);
  const barred = barredUnits(scheme, input.facts);
  const rows: Row[] = [];
  const groups = new Map<string | null, Member[]>();
  for (const unit of input.units) {
    const member = memberOf(scheme, unit, sums.get(unit.code)!, {
      adjustment: adjustments.get(unit.code) ?? 0,
      barred: barred.has(unit.code),
    });
    const reason = outsideReason(scheme, unit);
    if (reason !== null) rows.push(unrankedRow(member, reason, 0));
    else groups.set(unit.group, [...(groups.get(unit.group) ?? []), member]);
  }
  for (const members of groups.values()) rows.push(...rowsOfGroup(scheme, members));
  return rows.sort(inRowOrder);
}
