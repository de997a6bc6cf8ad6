import { Conflict, Forbidden, NotFound, type Outcome, Unauthenticated } from '../app/outcome.ts';
import type { Translate } from '../present/words.ts';
import { Refused } from './command.ts';

/** The value of an outcome; throws Refused with one sentence for each fault. */
export function valueOrRefused<T>(outcome: Outcome<T>, t: Translate): T {
  if (outcome.ok) return outcome.value;
  if ('refused' in outcome) throw new Refused(t(`refusal.${outcome.refused}`));
  throw new Refused(
    outcome.faults.map((fault) => `${fault.field}: ${t(`fault.${fault.code}`, fault.params)}`).join('\n'),
  );
}

/** The sentence of what a use case threw; null for what nobody expected. */
export function sentenceOf(error: unknown, t: Translate): string | null {
  if (error instanceof Refused) return error.message;
  if (error instanceof NotFound) return t('problem.notFound');
  if (error instanceof Forbidden) return t('problem.forbidden');
  if (error instanceof Unauthenticated) return t('problem.unauthenticated');
  if (error instanceof Conflict) return t(`problem.${error.code}`);
  return null;
}
