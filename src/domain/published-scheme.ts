import type { Grade, PointTable, Scheme } from './scheme.ts';
import type { Basis, Cause } from './task.ts';

/** The `scheme` of `GET /rankings` and of `scheme.json`: plain numbers, with all that the score needs. */
export type PublishedScheme = {
  name: string;
  version: number;
  basis: Basis;
  kappa: number;
  z: number;
  leastWeight: number;
  openOverdueCap: number;
  points: [daysLate: number, points: number][];
  steps: boolean;
  early: [daysEarly: number, points: number][];
  causes: Cause[];
  coordinatingWeight: number;
  leastTaskWeight: number;
  mostTaskWeight: number;
  firstGradeQuota: number | null;
  firstGradeBar: number | null;
  unratedQuality: number | null;
  adjustmentMost: number;
  grades: [leastScore: number, grade: Grade][];
  components: { name: string; weight: number; allowed: number | null; points: [number, number][] | null }[];
  excluded: { unit: string; reason: string }[];
};

function tableAsPublished(table: PointTable): [number, number][] {
  return table.map(([many, points]) => [many, points / 100]);
}

/** A scheme as it is published, hundredths written as plain numbers (contract.md, `GET /rankings`). */
export function schemeAsPublished(scheme: Scheme): PublishedScheme {
  return {
    name: scheme.name,
    version: scheme.version,
    basis: scheme.basis,
    kappa: scheme.kappa,
    z: scheme.zHundredths / 100,
    leastWeight: scheme.leastWeight,
    openOverdueCap: scheme.openOverdueCap / 100,
    points: tableAsPublished(scheme.points),
    steps: scheme.steps,
    early: tableAsPublished(scheme.early),
    causes: [...scheme.causes],
    coordinatingWeight: scheme.coordinatingWeight,
    leastTaskWeight: scheme.leastTaskWeight,
    mostTaskWeight: scheme.mostTaskWeight,
    firstGradeQuota: scheme.firstGradeQuota,
    firstGradeBar: scheme.firstGradeBar,
    unratedQuality: scheme.unratedQuality === null ? null : scheme.unratedQuality / 100,
    adjustmentMost: scheme.adjustmentMost / 100,
    grades: scheme.grades.map(([least, grade]) => [least / 100, grade]),
    components: scheme.components.map(({ name, weight, allowed, points }) => ({
      name,
      weight,
      allowed: allowed ?? null,
      points: points === null || points === undefined ? null : tableAsPublished(points),
    })),
    excluded: scheme.excluded.map(({ unit, reason }) => ({ unit, reason })),
  };
}
