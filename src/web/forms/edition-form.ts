import type { Outcome } from '../../app/outcome.ts';
import { refusalSummary } from '../../present/form-fields.ts';
import type { Page, PageAnswer, PageRoute, Visit } from '../visit.ts';

/** The answer to a form that couldn't be taken: why, on the page on which it stands. */
export function why(outcome: Exclude<Outcome<unknown>, { ok: true }>): Partial<Visit> {
  return 'faults' in outcome ? { faults: outcome.faults } : { refused: outcome.refused };
}

/** Above a form: its faults, the state's refusal, or that somebody was faster. */
function summaryOf({ t, conflict, refused }: Visit, faults: unknown): unknown {
  if (faults !== null) return faults;
  if (conflict) return { title: t('form.refused.title'), text: t('edition.meanwhile'), items: [] };
  return refused === null ? null : refusalSummary(refused, t);
}

/** What a form of an edition shows. */
export type Shown = {
  title: string;
  warning?: string | null;
  names?: string[];
  summary: unknown;
  meanwhile?: { title: string; events: unknown[] } | null;
  action: string;
  multipart?: boolean;
  hidden?: { name: string; value: string }[];
  parts: { component: string; field: unknown }[];
  back: string;
};

/** The page of a form: 422 when what was typed could not be taken. */
export function formPage(visit: Visit, { title, action, summary, parts, back, ...more }: Shown): Page {
  const model = {
    intro: null,
    warning: more.warning ?? null,
    names: more.names ?? [],
    summary: summaryOf(visit, summary),
    meanwhile: more.meanwhile ?? null,
    action,
    multipart: more.multipart ?? false,
    hidden: more.hidden ?? [],
    parts,
    buttons: [{ text: title, tone: 'primary', name: '', value: '' }],
    back: { href: back, text: visit.t('form.cancel') },
  };
  const status = visit.faults.length > 0 || visit.refused !== null ? 422 : 200;
  return { status, view: 'form', title, place: 'ranking', model };
}

type FormPermission = 'freezeRankings' | 'moveEditions' | 'disputeLines' | 'decideDisputes';

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
