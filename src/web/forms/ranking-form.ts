import type { Page, Visit } from '../visit.ts';
import { summaryOf } from './form-answer.ts';
import { type FormShown, formView } from './form-view.ts';

/** What a form of an edition, an adjustment or a scheme shows; `faster` is said when somebody was. */
export type Shown = Omit<FormShown, 'place' | 'intro' | 'buttons'> & { faster?: string };

/** The page of such a form: above it its faults, the state's refusal, or that somebody was faster. */
export function formPage(visit: Visit, { faster, summary, ...shown }: Shown): Page {
  const above = summaryOf(visit, summary, faster ?? visit.t('edition.meanwhile'));
  return formView(visit, { ...shown, summary: above, place: 'ranking' });
}
