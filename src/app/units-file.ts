import { z } from 'zod';
import { UNIT_KINDS } from '../domain/unit.ts';
import { KINDS } from './fields.ts';

/** A unit to create. */
const UNIT = z.strictObject({
  code: KINDS.unit,
  name: KINDS.line,
  shortName: KINDS.line.optional(),
  kind: z.enum(UNIT_KINDS),
  parent: KINDS.unit.nullish(),
  peerGroup: KINDS.unit.nullish(),
  ownOffice: z.boolean().optional(),
  validFrom: KINDS.day,
});

/** What every change has: the first day of the new order, and the paper that it rests on. */
const CHANGE = { on: KINDS.day, document: KINDS.paper.nullish().default(null) };

const RENAME = z.strictObject({
  kind: z.literal('rename'),
  unit: KINDS.unit,
  name: KINDS.line,
  shortName: KINDS.line.nullish().default(null),
  ...CHANGE,
});
const MERGE = z.strictObject({
  kind: z.literal('merge'),
  units: KINDS.leadUnits,
  into: KINDS.unit,
  ...CHANGE,
});
const SPLIT = z.strictObject({
  kind: z.literal('split'),
  unit: KINDS.unit,
  into: KINDS.leadUnits,
  tasksTo: KINDS.unit,
  ...CHANGE,
});
const END = z.strictObject({
  kind: z.literal('end'),
  unit: KINDS.unit,
  tasksTo: KINDS.unit.nullish().default(null),
  ...CHANGE,
});

/** A file of units to create and to change (contract.md, `units apply`; docs/operations.md). */
export const UNITS_FILE = z
  .strictObject({
    units: z.array(UNIT).max(5000).default([]),
    changes: z
      .array(z.discriminatedUnion('kind', [RENAME, MERGE, SPLIT, END]))
      .max(5000)
      .default([]),
  })
  .refine(({ units, changes }) => units.length + changes.length > 0, {
    path: ['units'],
    params: { code: 'required' },
  });

export type UnitsFile = z.infer<typeof UNITS_FILE>;

/** A unit to create, as the file has it. */
export type UnitRow = UnitsFile['units'][number];
