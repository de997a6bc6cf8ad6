import { describe, expect, it } from 'vitest';
import { heirOf, passingOf } from '../../src/domain/passing.ts';
import type { State, Task } from '../../src/domain/task.ts';
import { type Ending, UNCHANGED, type Unit } from '../../src/domain/unit.ts';

const TODAY = '2026-05-04';

function unit(code: string, validTo: string | null = null, ending: Partial<Ending> | null = null): Unit {
  return {
    ...{ code, name: `Sở ${code}`, shortName: code, kind: 'department', parent: '38', peerGroup: null },
    ...{ ownOffice: false, validFrom: '2010-01-01', ...UNCHANGED, validTo },
    ending: ending === null ? null : { kind: 'merge', tasksTo: null, document: null, ...ending },
  };
}

const UNITS = new Map(
  [
    unit('NEW'),
    unit('STAYS'),
    unit('OLD', '2026-04-30', { tasksTo: 'NEW' }),
    unit('OTHER', '2026-04-30', { tasksTo: 'NEW' }),
    unit('FIRST', '2025-12-31', { kind: 'split', tasksTo: 'OLD' }),
    unit('ALONE', '2026-04-30', { kind: 'end' }),
    unit('LAST', '2025-12-31', { kind: 'end', tasksTo: 'ALONE' }),
    unit('SOON', TODAY, { tasksTo: 'NEW' }),
  ].map((one) => [one.code, one]),
);
const unitOf = (code: string) => UNITS.get(code);

describe('who answers for what a unit was given', () => {
  it.each([
    ['STAYS', 'STAYS'],
    ['OLD', 'NEW'],
    ['FIRST', 'NEW'],
    ['SOON', 'SOON'],
    ['ALONE', null],
    ['LAST', null],
  ])('%s: %s', (code, heir) => {
    expect(heirOf(unitOf, code, TODAY)).toBe(heir);
  });

  it('was the one before, on a day before', () => {
    expect(heirOf(unitOf, 'FIRST', '2026-04-30')).toBe('OLD');
  });
});

const AWAY = { submitted: 'submitted', declined: 'declined', suspended: 'suspended' } as const;

function task(
  lead: string,
  state: State,
  coordinating: string[] = [],
): Pick<Task, 'lead' | 'coordinating' | 'state' | 'holds'> {
  const kind = Object.values(AWAY).find((one) => one === state);
  const holds =
    kind === undefined ? [] : [{ kind, fromSeq: 2, from: '2026-04-01', toSeq: null, to: null, cause: null }];
  return { lead, state, coordinating, holds };
}

const said = (one: Parameters<typeof passingOf>[0]) => {
  const happening = passingOf(one, unitOf, TODAY);
  if (happening?.type === 'reassigned') return `${happening.data.lead} ${happening.data.coordinating.join()}`;
  return happening?.type === 'corrected' ? `- ${happening.data.coordinating?.join()}` : null;
};

describe('an open task passes', () => {
  it.each([
    ['to the successor of its lead', task('OLD', 'inProgress'), 'NEW '],
    ['when it is but assigned', task('FIRST', 'assigned'), 'NEW '],
    ['when it was returned', task('OLD', 'returned'), 'NEW '],
    ['not while its lead is there', task('STAYS', 'inProgress'), null],
    ['not on the last day of its lead', task('SOON', 'inProgress'), null],
    ['not while it waits for verification', task('OLD', 'submitted'), null],
    ['not while a refusal waits', task('OLD', 'declined'), null],
    ['not while it is suspended', task('OLD', 'suspended'), null],
    ['not where nobody takes over', task('ALONE', 'inProgress'), null],
    [
      'with successors of coordinating units, each once',
      task('OLD', 'assigned', ['STAYS', 'OTHER']),
      'NEW STAYS',
    ],
    ['to a successor that coordinated it', task('OLD', 'assigned', ['NEW', 'STAYS']), 'NEW STAYS'],
    ['in its coordinating units alone', task('STAYS', 'submitted', ['OLD', 'OTHER']), '- NEW'],
    ['in these while its lead waits', task('OLD', 'submitted', ['FIRST']), '- NEW'],
    ['where the successor leads it already', task('NEW', 'inProgress', ['OLD', 'STAYS']), '- STAYS'],
    ['not in one that nobody succeeds', task('STAYS', 'inProgress', ['ALONE']), null],
  ] as [string, ReturnType<typeof task>, string | null][])('%s', (_, one, expected) => {
    expect(said(one)).toBe(expected);
  });

  it('not while an extension waits that was asked in time', () => {
    const hold = {
      kind: 'extension',
      fromSeq: 3,
      from: '2026-04-02',
      toSeq: null,
      to: null,
      cause: null,
    } as const;
    expect(said({ ...task('OLD', 'inProgress'), holds: [hold] })).toBeNull();
  });

  it('for a reason that names the change, its day and its paper', () => {
    const document = { notation: '30/NQ-HĐND', issuedOn: '2026-04-10' };
    const old = {
      ...unit('OLD', '2026-04-30'),
      ending: { kind: 'split', tasksTo: 'NEW', document } as const,
    };
    const of = (code: string) => (code === 'OLD' ? old : unitOf(code));
    expect(passingOf(task('OLD', 'assigned'), of, TODAY)?.data).toMatchObject({
      reason: 'Sở OLD được chia tách từ ngày 01/05/2026 theo 30/NQ-HĐND ngày 10/04/2026',
    });
    expect(passingOf(task('OTHER', 'assigned'), unitOf, TODAY)?.data).toMatchObject({
      reason: 'Sở OTHER sáp nhập vào Sở NEW từ ngày 01/05/2026',
    });
  });
});
