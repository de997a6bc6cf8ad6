import type { Permission } from '../../domain/permission.ts';
import type { Page, PageAnswer, PageRoute, Visit } from '../visit.ts';
import { statusOf } from './form-answer.ts';
import type { Part } from './form-page.ts';

/** A button: what it says, and what it sends. */
type Button = { text: string; tone: 'primary' | 'secondary'; name: string; value: string };

/** What the page of a form shows; the button says what the title does if nothing else is said. */
export type FormShown = {
  title: string;
  place: NonNullable<Page['place']>;
  intro?: string | null;
  warning?: string | null;
  names?: readonly string[];
  summary: unknown;
  meanwhile?: { title: string; events: unknown[] } | null;
  action: string;
  multipart?: boolean;
  hidden?: readonly { name: string; value: string }[];
  parts: readonly Part[];
  buttons?: readonly Button[];
  back: string;
};

/** A button that sends the form. */
export function mainButton(text: string): Button {
  return { text, tone: 'primary', name: '', value: '' };
}

/** The page of a form: 422 when what was typed could not be taken. */
export function formView(visit: Visit, { title, place, back, ...shown }: FormShown): Page {
  const model = {
    intro: null,
    warning: null,
    names: [],
    meanwhile: null,
    multipart: false,
    hidden: [],
    buttons: [mainButton(title)],
    ...shown,
    back: { href: back, text: visit.t('form.cancel') },
  };
  return { status: statusOf(visit), view: 'form', title, place, model };
}

/** The two rows of a form. */
export function formRows(
  path: string,
  permission: Permission,
  audit: string,
  show: (visit: Visit) => Promise<Page>,
  take: (visit: Visit) => Promise<PageAnswer>,
): PageRoute[] {
  return [
    { method: 'GET', path, permission, audit: null, handler: show },
    { method: 'POST', path, permission, audit, handler: take, show },
  ];
}
