import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { fileRef } from '../app/files-of.ts';
import { keepFlash, takeFlash, takeKept, unreadNotices } from '../app/flash.ts';
import { type Identity, identifyByCookie } from '../app/identify.ts';
import { isUnavailable } from '../app/is-unavailable.ts';
import { Conflict, Forbidden, NotFound, TooMany, Unauthenticated } from '../app/outcome.ts';
import { TooLarge, uploadFile } from '../app/upload-file.ts';
import { grantsOf } from '../domain/permission.ts';
import { log } from '../log.ts';
import { paths } from '../paths.ts';
import { type Frame, frameOf } from '../present/frame.ts';
import { type Language, translator } from '../present/words.ts';
import type { Renderer } from '../render.ts';
import { RETRY_SECONDS } from './api/problem.ts';
import { checkOrigin } from './check-origin.ts';
import { holdFile } from './hold-file.ts';
import { PAGE_ROUTES } from './pages/page-routes.ts';
import { showSignIn } from './pages/sign-in.ts';
import { BrokenUpload, readUpload } from './read-upload.ts';
import type { Site } from './route.ts';
import { sessionCookie, sessionSecret } from './session-cookie.ts';
import type { Form, Page, PageAnswer, PageRoute, Visit } from './visit.ts';

const urlencoded = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 2000 });

/** At most so many files with one form. */
const MOST_FILES = 20;

async function identityOf(site: Site, request: Request): Promise<Identity | null> {
  const secret = sessionSecret(site, request);
  if (secret === null) return null;
  try {
    return await identifyByCookie(site.house, secret, site.when());
  } catch (error) {
    if (error instanceof Unauthenticated) return null;
    throw error;
  }
}

function languageOf(identity: Identity | null, request: Request): Language {
  const chosen = /(?:^|;\s*)language=(vi|en)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  return identity?.person.language ?? (chosen === 'en' ? 'en' : 'vi');
}

function gathered(pairs: readonly (readonly [string, string])[]): Form {
  const form: Form = Object.create(null);
  for (const [name, value] of pairs) {
    const before = form[name];
    form[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return form;
}

function plainForm(body: unknown): Form {
  const entries = Object.entries((body ?? {}) as Record<string, string | string[]>);
  return gathered(entries.flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const)));
}

type Received = Pick<Visit, 'form' | 'files' | 'held' | 'faults'>;

/** Only who is signed in may have a file held; more than one come to nothing. */
async function receiveHeld(visit: Visit, most: number): Promise<Received> {
  const { fields, files } = await readUpload(visit.request, 1, (_, file) =>
    holdFile(file, visit.signedIn ? most : 0),
  );
  return { form: gathered(fields), files: [], held: files[0] ?? null, faults: [] };
}

async function receiveMultipart(visit: Visit): Promise<Received> {
  const actor = visit.signedIn ? visit.identity().actor : null;
  const { fields, files } = await readUpload(visit.request, MOST_FILES, async (field, file) => {
    if (actor !== null) return uploadFile(visit.house, file, actor, visit.when);
    file.content.resume();
    return { ok: false as const, faults: [{ field, code: 'required' }] };
  });
  const faults = files.flatMap((file) => (file.ok || !('faults' in file) ? [] : file.faults));
  return {
    form: gathered(fields),
    files: files.flatMap((file) => (file.ok ? [fileRef(file.value)] : [])),
    held: null,
    faults: faults.map((fault) => ({ ...fault, field: 'files' })),
  };
}

async function receive(route: PageRoute, visit: Visit, response: Response): Promise<Received> {
  if (visit.request.is('multipart/form-data') !== false) {
    return route.holds === undefined ? receiveMultipart(visit) : receiveHeld(visit, route.holds);
  }
  await new Promise<void>((resolve, reject) => {
    urlencoded(visit.request, response, (error) => (error === undefined ? resolve() : reject(error)));
  });
  return { form: plainForm(visit.request.body), files: [], held: null, faults: [] };
}

function visitOf(site: Site, request: Request, identity: Identity | null): Visit {
  const language = languageOf(identity, request);
  const query = gathered([...new URLSearchParams(request.url.split('?')[1] ?? '')]);
  return {
    site,
    house: site.house,
    identity: () => {
      if (identity === null) throw new Unauthenticated();
      return identity;
    },
    signedIn: identity !== null,
    when: site.when(),
    language,
    t: translator(language),
    params: request.params as Record<string, string>,
    query,
    form: {},
    files: [],
    held: null,
    faults: [],
    refused: null,
    conflict: false,
    address: request.ip ?? '',
    asked: request.originalUrl,
    request,
  };
}

async function frameFor(visit: Visit, page: Page): Promise<Frame> {
  const identity = visit.signedIn ? visit.identity() : null;
  return frameOf({
    language: visit.language,
    title: page.title,
    place: page.place ?? null,
    asked: visit.request.method === 'GET' ? visit.asked : paths.desk(),
    identity,
    directory: visit.house.directory,
    unread: identity === null ? 0 : await unreadNotices(visit.house, identity),
    flash:
      identity === null || visit.request.method !== 'GET' ? null : await takeFlash(visit.house, identity),
    demo: visit.site.demo,
    mailOn: visit.site.mailOn,
    when: visit.when,
  });
}

const OWN = { 'Cache-Control': 'private, no-cache' };

/** The language is chosen by cookie, and the frame says when it was printed: the tag is a weak one. */
function sharedHeaders({ version }: { version: string }, { language }: Visit): Record<string, string> {
  return { 'Cache-Control': 'public, max-age=300', Vary: 'Cookie', ETag: `W/"${version}-${language}"` };
}

type Serving = { site: Site; renderer: Renderer };

async function show({ renderer }: Serving, visit: Visit, page: Page, response: Response): Promise<void> {
  const frame = await frameFor(page.shared === undefined ? visit : { ...visit, signedIn: false }, page);
  const html = renderer.page(page.view, { frame, ...page.model });
  response
    .status(page.status ?? 200)
    .set(page.shared === undefined ? OWN : sharedHeaders(page.shared, visit))
    .type('html')
    .send(html);
}

async function send(serving: Serving, visit: Visit, answer: PageAnswer, response: Response): Promise<void> {
  if ('view' in answer) return show(serving, visit, answer, response);
  if ('send' in answer) {
    response.status(answer.status).set(answer.headers);
    return answer.send(response);
  }
  if (answer.cookie !== undefined) {
    response.append('Set-Cookie', sessionCookie(serving.site, visit.request, answer.cookie));
  }
  if (answer.language !== undefined) {
    response.append(
      'Set-Cookie',
      `language=${answer.language}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`,
    );
  }
  if (answer.flash !== undefined && visit.signedIn) {
    await keepFlash(visit.house, visit.identity(), { text: answer.flash, names: answer.names ?? [] });
  }
  response.set('Cache-Control', 'no-store').redirect(303, answer.redirect);
}

function mustMay(route: PageRoute, visit: Visit): void {
  if (route.permission === 'anyone') return;
  const { actor, person } = visit.identity();
  const changing =
    route.path === paths.password() || route.path === paths.signOut() || route.path === paths.language();
  if (person.passwordChangeNeeded && !changing) throw new Forbidden('passwordChangeNeeded');
  if (route.permission !== 'signedIn' && grantsOf(actor, route.permission).length === 0)
    throw new Forbidden();
}

/** A form that came when the session had ended: the sign-in form keeps it, and brings it back filled. */
async function askToSignIn(visit: Visit, received: Received): Promise<Page> {
  return showSignIn({ ...visit, form: {} }, { to: visit.asked, form: received.form });
}

/** What was typed into the form of this page when the session had ended, once; nothing otherwise. */
async function keptForm(visit: Visit): Promise<Form> {
  const kept = visit.signedIn ? await takeKept(visit.house, visit.identity()) : null;
  if (kept === null) return {};
  const { to, form } = JSON.parse(kept) as { to: string; form: Form };
  return to === visit.asked
    ? gathered(Object.entries(form).flatMap(([k, v]) => [v].flat().map((one) => [k, one] as const)))
    : {};
}

async function answerOf(route: PageRoute, visit: Visit, response: Response): Promise<PageAnswer> {
  if (route.method === 'GET') {
    if (route.permission !== 'anyone' && !visit.signedIn) {
      const next = visit.asked === '/' ? '' : `?next=${encodeURIComponent(visit.asked)}`;
      return { redirect: `${paths.signIn()}${next}` };
    }
    mustMay(route, visit);
    return route.handler({ ...visit, form: await keptForm(visit) });
  }
  const received = await receive(route, visit, response);
  if (route.permission !== 'anyone' && !visit.signedIn) return askToSignIn(visit, received);
  mustMay(route, visit);
  const filled = { ...visit, ...received };
  try {
    return await route.handler(filled);
  } catch (error) {
    if (!(error instanceof Conflict && error.code === 'stale') || route.show === undefined) throw error;
    return { ...(await route.show({ ...filled, conflict: true })), status: 409 };
  }
}

const STATUS_OF: readonly [new (...args: never[]) => Error, number][] = [
  [Unauthenticated, 401],
  [NotFound, 404],
  [Conflict, 409],
  [TooMany, 429],
  [TooLarge, 413],
  [BrokenUpload, 400],
];

function statusOf(error: unknown): number {
  const known = STATUS_OF.find(([kind]) => error instanceof kind)?.[1];
  if (known !== undefined) return known;
  if (error instanceof Forbidden) return 403;
  if (isUnavailable(error)) return 503;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  return status >= 400 && status < 500 ? status : 500;
}

/** The page for what went wrong, in plain words with a way on; nothing of the fault itself. */
export function errorPage(visit: Pick<Visit, 't' | 'asked' | 'request'>, status: number): Page {
  const { t } = visit;
  const shown = [400, 401, 403, 404, 409, 413, 422, 429, 503].includes(status) ? status : 500;
  const posted = shown === 503 && visit.request.method !== 'GET';
  const text = posted ? t('error.503.posted') : t(`error.${shown}.text`);
  const again = shown !== 503 ? null : posted ? paths.desk() : visit.asked;
  const model = { status: shown, text, home: paths.desk(), again };
  return { status, view: 'error', title: t(`error.${shown}.title`), model };
}

function serve(serving: Serving, route: PageRoute) {
  return async (request: Request, response: Response): Promise<void> => {
    const visit = visitOf(serving.site, request, await identityOf(serving.site, request));
    const answer = await answerOf(route, visit, response);
    if (route.audit !== null) log.info({ audit: route.audit, path: request.path });
    await send(serving, visit, answer, response);
  };
}

/** All pages: their rows, and the one place where what is thrown becomes a page. */
export function servePages(site: Site, renderer: Renderer): Router {
  const router = Router({ caseSensitive: true });
  const serving = { site, renderer };
  router.use(checkOrigin(site));
  for (const route of PAGE_ROUTES) {
    router[route.method.toLowerCase() as 'get'](route.path, serve(serving, route));
  }
  router.use(async (request: Request, response: Response) => {
    const visit = visitOf(site, request, await identityOf(site, request));
    if (!visit.signedIn && request.method === 'GET') {
      return response.redirect(303, `${paths.signIn()}?next=${encodeURIComponent(visit.asked)}`);
    }
    return show(serving, visit, errorPage(visit, 404), response);
  });
  router.use(async (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    // Without a database nobody can be asked who is there, and asking would only make people wait.
    const identity = status === 503 ? null : await identityOf(site, request).catch(() => null);
    const visit = visitOf(site, request, identity);
    if (error instanceof Forbidden && error.code === 'passwordChangeNeeded') {
      return response.redirect(303, paths.password());
    }
    if (status === 503) response.set('Retry-After', RETRY_SECONDS);
    if (status === 500) log.error({ error, path: request.path }, 'unexpected');
    if (error instanceof TooMany) response.set('Retry-After', String(error.seconds));
    return show(serving, visit, errorPage(visit, status), response);
  });
  return router;
}
