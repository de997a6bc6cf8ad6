import type { Page, PageAnswer, PageRoute, Visit } from '../visit.ts';
import { statusOf, summaryOf } from './form-answer.ts';

/** What a form of an edition, an adjustment or a scheme shows; `faster` is said when somebody was. */
export type Shown = {
  title: string;
  warning?: string | null;
  names?: string[];
  summary: unknown;
  faster?: string;
  meanwhile?: { title: string; events: unknown[] } | null;
  action: string;
  multipart?: boolean;
  hidden?: { name: string; value: string }[];
  parts: { component: string; field: unknown }[];
  back: string;
};

/** The page of a form: 422 when what was typed could not be taken. */
export function formPage(visit: Visit, { title, action, parts, back, ...more }: Shown): Page {
  const model = {
    intro: null,
    warning: more.warning ?? null,
    names: more.names ?? [],
    summary: summaryOf(visit, more.summary, more.faster ?? visit.t('edition.meanwhile')),
    meanwhile: more.meanwhile ?? null,
    action,
    multipart: more.multipart ?? false,
    hidden: more.hidden ?? [],
    parts,
    buttons: [{ text: title, tone: 'primary', name: '', value: '' }],
    back: { href: back, text: visit.t('form.cancel') },
  };
  return { status: statusOf(visit), view: 'form', title, place: 'ranking', model };
}

type FormPermission =
  | 'freezeRankings'
  | 'moveEditions'
  | 'disputeLines'
  | 'decideDisputes'
  | 'draftSchemes'
  | 'approveSchemes';

/** The two rows of a form. */
export function formRows(
  path: string,
  permission: FormPermission,
  audit: string,
  show: (visit: Visit) => Promise<Page>,
  take: (visit: Visit) => Promise<PageAnswer>,
): PageRoute[] {
  return [
    { method: 'GET', path, permission, audit: null, handler: show },
    { method: 'POST', path, permission, audit, handler: take, show },
  ];
}
