import { endSession } from '../../app/account.ts';
import { TooMany, Unauthenticated } from '../../app/outcome.ts';
import { checkPassword, openSession } from '../../app/sign-in.ts';
import { paths } from '../../paths.ts';
import { formFields } from '../../present/form-fields.ts';
import { keeping } from '../session-cookie.ts';
import { type Form, firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';

/** A form that was sent when the session had ended, to be brought back filled after signing in. */
export type Kept = { to: string; form: Form };

/** The way back after signing in: a path of ours, never another site's. */
export function wayBack(text: string): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(text) ? text : paths.desk();
}

function keptOf(visit: Visit): Kept | null {
  try {
    const kept: unknown = JSON.parse(firstOf(visit.form, 'kept'));
    if (typeof kept !== 'object' || kept === null || !('to' in kept) || !('form' in kept)) return null;
    return { to: wayBack(String(kept.to)), form: kept.form as Form };
  } catch {
    return null;
  }
}

/** The sign-in form; `kept` is what was typed elsewhere when the session had ended. */
export async function showSignIn(visit: Visit, kept: Kept | null): Promise<Page> {
  const { t } = visit;
  const fields = formFields(t, visit.form, visit.faults);
  const model = {
    canKeep: keeping(visit.site, visit.request) !== 'none',
    username: fields.text('username', { label: t('account.username'), autocomplete: 'username' }),
    password: {
      ...fields.text('password', {
        label: t('account.password'),
        type: 'password',
        autocomplete: 'current-password',
      }),
      value: '',
    },
    summary: fields.summary(),
    kept: kept === null ? null : JSON.stringify(kept),
    next: kept?.to ?? wayBack(firstOf(visit.query, 'next') || firstOf(visit.form, 'next') || paths.desk()),
    action: paths.signIn(),
  };
  const status = kept !== null ? 401 : visit.faults.length > 0 ? 422 : 200;
  return { status, view: 'sign-in', title: t('account.signIn.title'), model };
}

async function signIn(visit: Visit): Promise<PageAnswer> {
  const kept = keptOf(visit);
  const input = {
    username: firstOf(visit.form, 'username'),
    password: firstOf(visit.form, 'password'),
    address: visit.address,
  };
  try {
    const person = await checkPassword(visit.house, input, visit.when);
    const form = kept === null ? null : JSON.stringify(kept);
    const { secret } = await openSession(visit.house, 'browser', person._id, visit.when, form);
    if (kept !== null) return { redirect: kept.to, cookie: secret };
    return { redirect: wayBack(firstOf(visit.form, 'next')), cookie: secret };
  } catch (error) {
    if (error instanceof TooMany) {
      const faults = [{ field: 'username', code: 'waitToSignIn', params: { seconds: error.seconds } }];
      return { ...(await showSignIn({ ...visit, faults }, kept)), status: 429 };
    }
    if (!(error instanceof Unauthenticated)) throw error;
    return showSignIn({ ...visit, faults: [{ field: 'password', code: 'wrongSignIn' }] }, kept);
  }
}

async function signOut(visit: Visit): Promise<PageAnswer> {
  await endSession(visit.house, visit.identity().session._id);
  return { redirect: paths.signIn(), cookie: null };
}

export const SIGN_IN_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.signIn(),
    permission: 'anyone',
    audit: null,
    handler: (visit) =>
      visit.signedIn
        ? Promise.resolve({ redirect: wayBack(firstOf(visit.query, 'next')) })
        : showSignIn(visit, null),
  },
  { method: 'POST', path: paths.signIn(), permission: 'anyone', audit: 'session.open', handler: signIn },
  {
    method: 'POST',
    path: paths.signOut(),
    permission: 'signedIn',
    audit: 'session.end',
    handler: signOut,
  },
];
