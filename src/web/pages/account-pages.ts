import { changeAccount, changePassword, choosePost } from '../../app/account.ts';
import type { Outcome } from '../../app/outcome.ts';
import { paths } from '../../paths.ts';
import { formFields } from '../../present/form-fields.ts';
import { postValue } from '../../present/frame.ts';
import type { Language } from '../../present/words.ts';
import type { Part } from '../forms/form-page.ts';
import { firstOf, type Page, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { wayBack } from './sign-in.ts';

type Form = { title: string; action: string; intro: string | null; parts: Part[]; button: string };
type Back = { href: string; text: string } | null;

function formPage(visit: Visit, form: Form, summary: unknown, back: Back): Page {
  const { title, action, intro, parts, button } = form;
  const model = {
    intro,
    warning: null,
    summary,
    meanwhile: null,
    action,
    multipart: false,
    hidden: [],
    parts,
    buttons: [{ text: button, tone: 'primary', name: '', value: '' }],
    back,
  };
  return { status: visit.faults.length > 0 ? 422 : 200, view: 'form', title, model };
}

function faultsOf(outcome: Outcome<null>): Visit['faults'] {
  return outcome.ok || !('faults' in outcome) ? [] : outcome.faults;
}

function languageIn(visit: Visit): Language {
  return firstOf(visit.form, 'language') === 'en' ? 'en' : 'vi';
}

async function showAccount(visit: Visit): Promise<Page> {
  const { t } = visit;
  const { person } = visit.identity();
  const f = formFields(t, visit.form, visit.faults);
  const language = f.radio('language', {
    label: t('account.language'),
    options: [
      { value: 'vi', text: 'Tiếng Việt', lang: 'vi' },
      { value: 'en', text: 'English', lang: 'en' },
    ],
    value: person.language,
  });
  const mail = f.text('mail', {
    label: t('account.mail'),
    type: 'text',
    autocomplete: 'email',
    optional: true,
    value: person.mail ?? '',
  });
  const parts = [
    { component: 'field-radio', field: language },
    { component: 'field-text', field: mail },
  ];
  const form = {
    title: t('account.title'),
    action: paths.account(),
    intro: null,
    parts,
    button: t('account.save'),
  };
  return formPage(visit, form, f.summary(), { href: paths.password(), text: t('account.changePassword') });
}

async function saveAccount(visit: Visit): Promise<PageAnswer> {
  const input = { language: languageIn(visit), mail: firstOf(visit.form, 'mail') };
  const outcome = await changeAccount(visit.house, visit.identity(), input);
  if (!outcome.ok) return showAccount({ ...visit, faults: faultsOf(outcome) });
  return { redirect: paths.account(), flash: visit.t('account.saved') };
}

async function showPassword(visit: Visit): Promise<Page> {
  const { t } = visit;
  const needed = visit.identity().person.passwordChangeNeeded;
  const f = formFields(t, {}, visit.faults);
  const part = (name: string, label: string, autocomplete: string, hint: string | null): Part => ({
    component: 'field-text',
    field: f.text(name, { label, type: 'password', width: 'half', autocomplete, hint }),
  });
  const parts = [
    part('present', t('account.present'), 'current-password', null),
    part('chosen', t('account.chosen'), 'new-password', t('account.passwordHint')),
    part('again', t('account.again'), 'new-password', null),
  ];
  const title = t('account.changePassword');
  const intro = needed ? t('account.passwordNeeded') : null;
  const form = { title, action: paths.password(), intro, parts, button: title };
  return formPage(
    visit,
    form,
    f.summary(),
    needed ? null : { href: paths.account(), text: t('account.title') },
  );
}

async function savePassword(visit: Visit): Promise<PageAnswer> {
  const input = {
    present: firstOf(visit.form, 'present'),
    chosen: firstOf(visit.form, 'chosen'),
    again: firstOf(visit.form, 'again'),
  };
  const outcome = await changePassword(visit.house, visit.identity(), input);
  if (!outcome.ok) return showPassword({ ...visit, faults: faultsOf(outcome) });
  return { redirect: paths.desk(), flash: visit.t('account.passwordChanged') };
}

async function savePost(visit: Visit): Promise<PageAnswer> {
  const value = firstOf(visit.form, 'post');
  const [role = '', ...unit] = value.split('@');
  const identity = visit.identity();
  const chosen = value === '' ? null : { role, unit: unit.join('@') };
  await choosePost(visit.house, identity, chosen);
  const held = identity.person.posts.find((post) => postValue(post) === value);
  const name = held === undefined ? visit.t('frame.allPosts') : visit.t(`role.${held.role}`);
  return { redirect: paths.desk(), flash: visit.t('account.nowActing', { post: name }) };
}

async function saveLanguage(visit: Visit): Promise<PageAnswer> {
  const language = languageIn(visit);
  const redirect = wayBack(firstOf(visit.form, 'to'));
  if (!visit.signedIn) return { redirect, language };
  const identity = visit.identity();
  await changeAccount(visit.house, identity, { language, mail: identity.person.mail ?? '' });
  return { redirect, language };
}

const MINE = { permission: 'keepOwnAccount', audit: null } as const;

export const ACCOUNT_PAGES: readonly PageRoute[] = [
  { ...MINE, method: 'GET', path: paths.account(), handler: showAccount },
  {
    ...MINE,
    method: 'POST',
    path: paths.account(),
    audit: 'account.change',
    handler: saveAccount,
    show: showAccount,
  },
  { ...MINE, method: 'GET', path: paths.password(), handler: showPassword },
  {
    ...MINE,
    method: 'POST',
    path: paths.password(),
    audit: 'password.change',
    handler: savePassword,
    show: showPassword,
  },
  { ...MINE, method: 'POST', path: paths.post(), audit: 'post.choose', handler: savePost },
  { method: 'POST', path: paths.language(), permission: 'anyone', audit: null, handler: saveLanguage },
];
