import type { Outcome } from '../../app/outcome.ts';
import { refusalSummary } from '../../present/form-fields.ts';
import type { Visit } from '../visit.ts';

/** The answer to a form that couldn't be taken: why, on the page on which it stands. */
export function why(outcome: Exclude<Outcome<unknown>, { ok: true }>): Partial<Visit> {
  return 'faults' in outcome ? { faults: outcome.faults } : { refused: outcome.refused };
}

/** 422 when what was typed could not be taken. */
export function statusOf({ faults, refused }: Visit): number {
  return faults.length > 0 || refused !== null ? 422 : 200;
}

/** Above a form: its faults, the state's refusal, or `meanwhile`, that somebody was faster. */
export function summaryOf({ t, conflict, refused }: Visit, faults: unknown, meanwhile: string): unknown {
  if (faults !== null) return faults;
  if (conflict) return { title: t('form.refused.title'), text: meanwhile, items: [] };
  return refused === null ? null : refusalSummary(refused, t);
}
