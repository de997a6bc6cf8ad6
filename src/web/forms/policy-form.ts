import { POLICY_BOUNDS, type Policy } from '../../domain/policy.ts';
import { type Form, firstOf } from '../visit.ts';
import { readForm } from './read-form.ts';

function readWhole(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** A whole number as it was typed; anything else stays to be judged, nothing is left out. */
function whole(form: Form, name: string): number | string | undefined {
  const text = firstOf(form, name).trim();
  return text === '' ? undefined : readWhole(text);
}

/** Numbers between commas or spaces, read no further than to see that there are too many. */
function wholes(text: string): (number | string)[] | undefined {
  const parts = text.split(/[\s,;]+/, POLICY_BOUNDS.beforeMany.most + 3).filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.map(readWhole);
}

const CHOICE: Record<string, boolean | undefined> = { yes: true, no: false };

const WHY = {
  reason: { kind: 'text', required: true },
  document: { kind: 'paper', required: false },
} as const;

/** The decision of a policy as it was typed, as the use case takes it; nothing is judged here. */
export function readPolicyForm(form: Form): Record<string, unknown> {
  const report = (kind: keyof Policy['reports']) => whole(form, `reports.${kind}`);
  return {
    version: whole(form, 'version') ?? 0,
    deadline: { beforeMeansDayBefore: CHOICE[firstOf(form, 'deadline.beforeMeansDayBefore')] },
    reminders: {
      before: wholes(firstOf(form, 'reminders.before')),
      afterEvery: whole(form, 'reminders.afterEvery'),
    },
    disputeDays: whole(form, 'disputeDays'),
    reports: {
      month: report('month'),
      quarter: report('quarter'),
      half: report('half'),
      year: report('year'),
    },
    ...readForm(WHY, form),
  };
}

/** A policy as the form shows it filled. */
export function filledPolicy({ deadline, reminders, disputeDays, reports }: Policy): Form {
  return {
    'deadline.beforeMeansDayBefore': deadline.beforeMeansDayBefore ? 'yes' : 'no',
    'reminders.before': reminders.before.join(', '),
    'reminders.afterEvery': String(reminders.afterEvery),
    disputeDays: String(disputeDays),
    ...Object.fromEntries(Object.entries(reports).map(([kind, day]) => [`reports.${kind}`, String(day)])),
  };
}

function same(typed: Form, shown: Form, name: string): boolean {
  return firstOf(typed, name).trim() === firstOf(shown, name);
}

/** What was typed over a policy, on one that somebody decided meanwhile: what was not touched is as that one has it. */
export function rebasedPolicy(typed: Form, seen: Policy, now: Policy): Form {
  const shown = filledPolicy(seen);
  const untouched = Object.entries(filledPolicy(now)).filter(([name]) => same(typed, shown, name));
  return { ...typed, ...Object.fromEntries(untouched) };
}
