import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/domain/day.ts';
import { heirOf } from '../../src/domain/passing.ts';
import {
  asNamedOn,
  hasEnded,
  isValidOn,
  namesOf,
  settleName,
  UNCHANGED,
  type Unit,
} from '../../src/domain/unit.ts';
import { changeUnits, isInForce, type UnitChange } from '../../src/domain/unit-change.ts';

const TODAY = '2025-06-20';
const DAY = '2025-07-01';

function unit(code: string, parent: string | null, more: Partial<Unit> = {}): Unit {
  return {
    ...{ code, name: `Tên ${code}`, shortName: code, kind: 'district', parent, peerGroup: null },
    ...{ ownOffice: false, validFrom: '2010-01-01', ...UNCHANGED, ...more },
  };
}

const UNITS = [
  unit('38', null),
  unit('A', '38'),
  unit('B', '38'),
  unit('C', '38'),
  unit('A.1', 'A'),
  unit('NEW', '38', { validFrom: DAY }),
  unit('LATE', '38', { validFrom: '2025-08-01' }),
  unit('GONE', '38', { validTo: '2020-12-31' }),
  unit('ENDS', '38', { validTo: '2025-12-31' }),
  unit('OLDEST', '38', { earlierNames: [{ name: 'Tên cũ', shortName: 'Cũ', until: '2024-12-31' }] }),
  unit('WAITS', '38', { nextName: { name: 'Tên mới', shortName: 'Mới', from: '2025-08-01' } }),
];

type Typed = { kind: UnitChange['kind'] } & Record<string, unknown>;

function change(typed: Typed): UnitChange {
  const rest = { rename: { shortName: null }, merge: {}, split: {}, end: { tasksTo: null } }[typed.kind];
  return { on: DAY, document: null, ...rest, ...typed } as unknown as UnitChange;
}

function result(...typed: Typed[]): Unit[] {
  const outcome = changeUnits(UNITS, typed.map(change), TODAY);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return outcome.units;
}

function faults(...typed: Typed[]): string[] {
  const outcome = changeUnits(UNITS, typed.map(change), TODAY);
  return outcome.ok ? [] : outcome.faults.map(({ field, code }) => `${field} ${code}`);
}

const endings = (units: readonly Unit[]) =>
  units.map(({ code, validTo, successors, ending }) => {
    return `${code} ${validTo} ${successors.join(',')} ${ending?.kind} ${ending?.tasksTo}`;
  });

describe('units that merge', () => {
  it('end on the day before, and have the new one as successor', () => {
    expect(endings(result({ kind: 'merge', units: ['B', 'C'], into: 'NEW' }))).toEqual([
      'B 2025-06-30 NEW merge NEW',
      'C 2025-06-30 NEW merge NEW',
    ]);
  });

  it('may go on in one of them, which does not change', () => {
    expect(endings(result({ kind: 'merge', units: ['B', 'C'], into: 'C' }))).toEqual([
      'B 2025-06-30 C merge C',
    ]);
  });
});

describe('a unit that is split', () => {
  it('ends, with all successors, one of which takes over its tasks', () => {
    expect(endings(result({ kind: 'split', unit: 'B', into: ['NEW', 'C'], tasksTo: 'C' }))).toEqual([
      'B 2025-06-30 NEW,C split C',
    ]);
  });
});

describe('a unit that ends', () => {
  it('has whoever takes over its tasks as successor, or none', () => {
    const units = result({ kind: 'end', unit: 'B', tasksTo: 'NEW' }, { kind: 'end', unit: 'C' });
    expect(endings(units)).toEqual(['B 2025-06-30 NEW end NEW', 'C 2025-06-30  end null']);
  });
});

describe('a change is refused at its field', () => {
  it.each([
    ['a unit that is none', { kind: 'end', unit: 'X' }, ['changes.0.unit noSuchUnit']],
    ['a unit that has ended', { kind: 'end', unit: 'GONE' }, ['changes.0.unit unitNotValidThen']],
    ['a unit that has yet to begin', { kind: 'end', unit: 'LATE' }, ['changes.0.unit unitNotValidThen']],
    ['its first day', { kind: 'end', unit: 'NEW' }, ['changes.0.on beforeUnitBegan']],
    [
      'a day on which its latest name has yet to begin',
      { kind: 'end', unit: 'WAITS' },
      ['changes.0.on namedLater'],
    ],
    ['a second ending', { kind: 'end', unit: 'ENDS' }, ['changes.0.unit endsAlready']],
    ['the root', { kind: 'end', unit: '38' }, ['changes.0.unit rootStays']],
    ['one that has units below it', { kind: 'end', unit: 'A' }, ['changes.0.unit childrenStay']],
    ['no such successor', { kind: 'end', unit: 'B', tasksTo: 'X' }, ['changes.0.tasksTo noSuchUnit']],
    ['itself as successor', { kind: 'end', unit: 'B', tasksTo: 'B' }, ['changes.0.tasksTo ownSuccessor']],
    ['a successor elsewhere', { kind: 'merge', units: ['B'], into: 'A.1' }, ['changes.0.into otherParent']],
    [
      'a successor that begins later',
      { kind: 'merge', units: ['B', 'C'], into: 'LATE' },
      ['changes.0.into successorNotValid'],
    ],
    [
      'a successor that has ended',
      { kind: 'split', unit: 'B', into: ['C', 'GONE'], tasksTo: 'C' },
      ['changes.0.into.1 successorNotValid'],
    ],
    [
      'the tasks to none of the successors',
      { kind: 'split', unit: 'B', into: ['NEW'], tasksTo: 'C' },
      ['changes.0.tasksTo notSuccessor'],
    ],
    ['a unit twice', { kind: 'merge', units: ['B', 'B'], into: 'C' }, ['changes.0.units.1 givenTwice']],
    ['nothing that merges', { kind: 'merge', units: ['B'], into: 'B' }, ['changes.0.units nothingMerges']],
    [
      'each wrong unit of several',
      { kind: 'merge', units: ['X', 'GONE', 'C'], into: 'NEW' },
      ['changes.0.units.0 noSuchUnit', 'changes.0.units.1 unitNotValidThen'],
    ],
    [
      'a new name before another one',
      { kind: 'rename', unit: 'OLDEST', name: 'Tên', on: '2024-06-01' },
      ['changes.0.on namedLater'],
    ],
    [
      'a new name while one waits',
      { kind: 'rename', unit: 'WAITS', name: 'Tên' },
      ['changes.0.unit renameWaits'],
    ],
    [
      'a new name of one that has ended',
      { kind: 'rename', unit: 'GONE', name: 'Tên' },
      ['changes.0.on unitNotValidThen'],
    ],
    [
      'the same name',
      { kind: 'rename', unit: 'B', name: 'Tên B', shortName: 'B' },
      ['changes.0.name sameName'],
    ],
  ] as [string, Typed, string[]][])('%s', (_, typed, expected) => {
    expect(faults(typed)).toEqual(expected);
  });

  it('a successor that ends on the same day, wherever in the file', () => {
    expect(
      faults({ kind: 'end', unit: 'B', tasksTo: 'C' }, { kind: 'merge', units: ['C'], into: 'NEW' }),
    ).toEqual(['changes.0.tasksTo successorNotValid', 'changes.1.units.0 inheritsLater']);
  });
});

describe('a unit that succeeds another one', () => {
  it('does not end before it does, though that was decided earlier', () => {
    const known = [
      ...UNITS.filter(({ code }) => code !== 'B'),
      ...result({ kind: 'end', unit: 'B', tasksTo: 'C' }),
    ];
    const end = (on: Day) =>
      changeUnits(known, [change({ kind: 'end', unit: 'C', tasksTo: 'B', on })], TODAY);
    expect(end('2025-06-25')).toEqual({
      ok: false,
      faults: [{ field: 'changes.0.unit', code: 'inheritsLater' }],
    });
    expect(end('2025-07-02')).toMatchObject({ faults: [{ code: 'successorNotValid' }] });
  });
});

describe('several changes', () => {
  it('end an assigner together with the units below it, in any order', () => {
    const units = result(
      { kind: 'merge', units: ['A'], into: 'B' },
      { kind: 'end', unit: 'A.1', on: '2025-06-25' },
    );
    expect(endings(units)).toEqual(['A 2025-06-30 B merge B', 'A.1 2025-06-24  end null']);
  });

  it('leave no unit below one that ends before it', () => {
    const below = { kind: 'end', unit: 'A.1', on: '2025-07-02' } as const;
    expect(faults({ kind: 'merge', units: ['A'], into: 'B' }, below)).toEqual([
      'changes.0.units.0 childrenStay',
    ]);
  });

  it('let a successor end later, and one be renamed and end', () => {
    const units = result(
      { kind: 'rename', unit: 'B', name: 'Tên khác', on: '2025-06-01' },
      { kind: 'merge', units: ['B'], into: 'C' },
      { kind: 'merge', units: ['C'], into: 'NEW', on: '2025-09-01' },
    );
    expect(endings(units)).toEqual(['B 2025-06-30 C merge C', 'C 2025-08-31 NEW merge NEW']);
    expect(units[0]?.name).toBe('Tên khác');
  });
});

describe('a unit that is renamed', () => {
  const nameOn = (one: Unit | undefined, day: Day) => (one === undefined ? null : asNamedOn(one, day).name);

  it('keeps its earlier name with its last day', () => {
    const [one] = result({
      kind: 'rename',
      unit: 'B',
      name: 'Tên khác',
      shortName: 'Khác',
      on: '2025-06-01',
    });
    expect(one).toMatchObject({
      ...{ name: 'Tên khác', shortName: 'Khác', nextName: null },
      earlierNames: [{ name: 'Tên B', shortName: 'B', until: '2025-05-31' }],
    });
    expect([nameOn(one, '2025-05-31'), nameOn(one, '2025-06-01')]).toEqual(['Tên B', 'Tên khác']);
    expect(nameOn(one, '2000-01-01')).toBe('Tên B');
  });

  it('on a day to come bears the new name from then on', () => {
    const [one] = result({ kind: 'rename', unit: 'B', name: 'Tên khác' });
    expect(one).toMatchObject({ name: 'Tên B', nextName: { name: 'Tên khác', shortName: 'Tên khác' } });
    expect([nameOn(one, TODAY), nameOn(one, DAY)]).toEqual(['Tên B', 'Tên khác']);
    expect(settleName(one!, '2025-06-30')).toBe(one);
    const settled = settleName(one!, '2025-07-05');
    expect(settled).toMatchObject({ name: 'Tên khác', nextName: null });
    expect(namesOf(settled)).toEqual(namesOf(one!));
  });
});

describe('a change that was applied', () => {
  it.each([
    [{ kind: 'rename', unit: 'B', name: 'Tên khác', on: '2025-06-01' }],
    [{ kind: 'rename', unit: 'B', name: 'Tên khác' }],
    [{ kind: 'merge', units: ['B', 'C'], into: 'C' }],
    [{ kind: 'split', unit: 'B', into: ['NEW', 'C'], tasksTo: 'C' }],
    [{ kind: 'end', unit: 'B' }],
  ] as [Typed][])('is in force: $kind', (typed) => {
    const changed = new Map([...UNITS, ...result(typed)].map((one) => [one.code, one]));
    const before = new Map(UNITS.map((one) => [one.code, one]));
    expect(isInForce((code) => changed.get(code), change(typed))).toBe(true);
    expect(isInForce((code) => before.get(code), change(typed))).toBe(false);
    expect(isInForce((code) => changed.get(code), { ...change(typed), on: '2025-07-09' })).toBe(false);
  });
});

describe('whatever changes are accepted, one file after the other', () => {
  const codes = fc.constantFrom('38', 'A', 'B', 'C', 'D', 'A.1', 'A.2');
  const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays(TODAY, days));
  const one: fc.Arbitrary<Typed> = fc.oneof(
    fc.record({ kind: fc.constant('rename'), unit: codes, name: fc.constantFrom('X', 'Y'), on: day }),
    fc.record({ kind: fc.constant('merge'), units: fc.array(codes, { minLength: 1 }), into: codes, on: day }),
    fc.record({
      ...{ kind: fc.constant('split'), unit: codes, tasksTo: codes, on: day },
      into: fc.array(codes, { minLength: 1 }),
    }),
    fc.record({ kind: fc.constant('end'), unit: codes, tasksTo: fc.option(codes), on: day }),
  ) as fc.Arbitrary<Typed>;
  const first = ['A', 'B', 'C', 'D'].map((code) => unit(code, '38'));
  const start = [unit('38', null), ...first, unit('A.1', 'A'), unit('A.2', 'A')];

  /** The units after each file that was accepted. */
  function applied(files: readonly Typed[][]): Map<string, Unit> {
    const units = new Map(start.map((each) => [each.code, each]));
    for (const file of files) {
      const outcome = changeUnits([...units.values()], file.map(change), TODAY);
      if (outcome.ok) for (const each of outcome.units) units.set(each.code, each);
    }
    return units;
  }

  it('successors are there, nobody is left alone, names follow one another, and tasks find an heir', () => {
    const files = fc.array(fc.array(one, { minLength: 1, maxLength: 2 }), { minLength: 6, maxLength: 20 });
    let changed = 0;
    fc.assert(
      fc.property(files, day, (given, on) => {
        const units = applied(given);
        for (const each of units.values()) {
          const names = namesOf(each);
          expect(names.every(({ from }, i) => i === 0 || from > (names[i - 1]?.from ?? ''))).toBe(true);
          const heir = heirOf((code) => units.get(code), each.code, on);
          const heirs = heir === null ? [] : [units.get(heir)];
          expect(heirs.every((found) => found?.parent === each.parent && !hasEnded(found, on))).toBe(true);
          if (each.validTo === null) continue;
          changed += 1;
          const next = addDays(each.validTo, 1);
          const successors = each.successors.map((code) => units.get(code));
          expect(successors.every((found) => found !== undefined && isValidOn(found, next))).toBe(true);
          const below = [...units.values()].filter(({ parent }) => parent === each.code);
          expect(below.every((child) => !isValidOn(child, next))).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
    expect(changed).toBeGreaterThan(1000);
  });
});
