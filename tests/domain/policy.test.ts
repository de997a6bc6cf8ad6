import { describe, expect, it } from 'vitest';
import {
  DEFAULT_IN_FORCE,
  DEFAULT_POLICY,
  type Policy,
  remindersFrom,
  samePolicy,
} from '../../src/domain/policy.ts';

const CHANGED: readonly [string, Policy][] = [
  ['what “before” means', { ...DEFAULT_POLICY, deadline: { beforeMeansDayBefore: false } }],
  ['the days before', { ...DEFAULT_POLICY, reminders: { before: [7, 3], afterEvery: 3 } }],
  ['how often after', { ...DEFAULT_POLICY, reminders: { before: [7, 3, 1], afterEvery: 2 } }],
  ['the time for disputes', { ...DEFAULT_POLICY, disputeDays: 7 }],
  ['the day of monthly reports', { ...DEFAULT_POLICY, reports: { ...DEFAULT_POLICY.reports, month: 3 } }],
  ['the day of quarterly reports', { ...DEFAULT_POLICY, reports: { ...DEFAULT_POLICY.reports, quarter: 3 } }],
  ['the day of half-yearly reports', { ...DEFAULT_POLICY, reports: { ...DEFAULT_POLICY.reports, half: 3 } }],
  ['the day of yearly reports', { ...DEFAULT_POLICY, reports: { ...DEFAULT_POLICY.reports, year: 3 } }],
];

describe('a policy', () => {
  it.each(CHANGED)('is another when %s is other', (_, policy) => {
    expect(samePolicy(policy, DEFAULT_POLICY)).toBe(false);
    expect(samePolicy(policy, structuredClone(policy))).toBe(true);
  });
});

describe('the day from which reminders are owed', () => {
  it.each([
    ['the time for disputes', { ...DEFAULT_POLICY, disputeDays: 7 }, null],
    ['the days before', { ...DEFAULT_POLICY, reminders: { before: [5], afterEvery: 3 } }, '2026-11-24'],
    ['how often after', { ...DEFAULT_POLICY, reminders: { before: [7, 3, 1], afterEvery: 2 } }, '2026-11-24'],
  ])('after a change of %s', (_, policy, expected) => {
    expect(remindersFrom(DEFAULT_IN_FORCE, policy, '2026-11-24')).toBe(expected);
  });

  it('stays that of the version that changed them last', () => {
    const before = { ...DEFAULT_IN_FORCE, remindersFrom: '2026-03-02' };
    expect(remindersFrom(before, { ...DEFAULT_POLICY, disputeDays: 9 }, '2026-11-24')).toBe('2026-03-02');
  });
});
