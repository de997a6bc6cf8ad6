import { ACTION_FIELDS, type Field } from '../../app/fields.ts';
import { normalizeText } from '../../domain/fold-text.ts';
import type { Task } from '../../domain/task.ts';
import { formatDay } from '../../present/format.ts';
import { allOf, type Form, firstOf } from '../visit.ts';
import { readForm } from './read-form.ts';

/** The fields as the form shows them filled: what a task never lacks may not be emptied. */
export const SHOWN_CORRECTION: Record<string, Field> = {
  ...ACTION_FIELDS.correct,
  content: { kind: 'text', required: true },
  deadline: { kind: 'deadline', required: true },
};

/** A task as the form of its correction shows it; of its coordinating units those that may still be chosen. */
export function filledCorrection(task: Task, units: ReadonlySet<string>): Form {
  const { day, text } = task.current;
  return {
    content: task.content,
    coordinatingUnits: task.coordinating.filter((unit) => units.has(unit)),
    deadline: text ?? (day === null ? '' : formatDay(day)),
    'deadline.none': day === null && text === null ? 'yes' : 'no',
    weight: String(task.weight),
  };
}

type Touches = (typed: Form, shown: Form) => boolean;

const same = (typed: Form, shown: Form, name: string) =>
  normalizeText(firstOf(typed, name)) === normalizeText(firstOf(shown, name));

/** Whether a field is other than it was shown; a name that was not sent is untouched. */
const TOUCHED: Record<string, Touches> = {
  content: (typed, shown) => 'content' in typed && !same(typed, shown, 'content'),
  // Of units that nobody ticks a browser sends no name, of a text that is empty it does.
  coordinatingUnits: (typed, shown) => {
    const [chosen, before] = [typed, shown].map((form) => new Set(allOf(form, 'coordinatingUnits')));
    const sent = 'coordinatingUnits' in typed || 'content' in typed;
    return sent && (chosen as Set<string>).symmetricDifference(before as Set<string>).size > 0;
  },
  deadline: (typed, shown) => {
    if (!('deadline' in typed)) return false;
    const none = firstOf(typed, 'deadline.none') === 'yes';
    if (none || firstOf(shown, 'deadline.none') === 'yes') {
      return none ? firstOf(shown, 'deadline.none') !== 'yes' : firstOf(typed, 'deadline') !== '';
    }
    return !same(typed, shown, 'deadline');
  },
  weight: (typed, shown) => firstOf(typed, 'weight') !== '' && !same(typed, shown, 'weight'),
};

function touchedNames(typed: Form, shown: Form): string[] {
  return Object.keys(TOUCHED).filter((name) => TOUCHED[name]?.(typed, shown));
}

/** The fields of the command: of what was shown only what is other now, emptied ones too; and the reason. */
export function readCorrection(typed: Form, shown: Form): Record<string, unknown> {
  const read = readForm(ACTION_FIELDS.correct, typed);
  const emptied: Record<string, unknown> = { coordinatingUnits: [], content: '', deadline: '' };
  const names = touchedNames(typed, shown);
  const changed = names.map((name) => [name, name in read ? read[name] : emptied[name]] as const);
  return { ...Object.fromEntries(changed), ...('reason' in read ? { reason: read['reason'] } : {}) };
}

/** What was typed, over the task as somebody else has changed it meanwhile: what was not touched is as it is now. */
export function rebasedCorrection(typed: Form, shown: Form, now: Form): Form {
  const kept = [...touchedNames(typed, shown).flatMap((name) => [name, `${name}.none`]), 'reason', 'version'];
  const mine = kept.flatMap((name) => (name in typed ? [[name, typed[name]] as const] : []));
  return { ...now, ...(Object.fromEntries(mine) as Form) };
}
