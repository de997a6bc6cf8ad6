import type { Life } from '../src/app/record-history.ts';
import type { Moment } from '../src/domain/day.ts';

/** A life up to a moment: what would come later has not happened. */
export function upTo(now: Moment, life: Life): Life {
  return function* (task) {
    const actions = life(task);
    let next = actions.next(task);
    while (next.done !== true && next.value.when.now <= now) next = actions.next(yield next.value);
  };
}
