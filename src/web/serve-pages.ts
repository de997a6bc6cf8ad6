import { type NextFunction, type Request, type Response, Router } from 'express';
import { takeKept } from '../app/flash.ts';
import { Conflict, Forbidden, TooMany } from '../app/outcome.ts';
import { grantsOf } from '../domain/permission.ts';
import { log } from '../log.ts';
import { paths } from '../paths.ts';
import type { Renderer } from '../render.ts';
import { RETRY_SECONDS } from './api/problem.ts';
import { checkOrigin } from './check-origin.ts';
import { errorPage, statusOf } from './error-page.ts';
import { identityOf, visitOf } from './open-visit.ts';
import { PAGE_ROUTES } from './pages/page-routes.ts';
import { showSignIn } from './pages/sign-in.ts';
import { gathered, type Received, receive } from './receive-form.ts';
import type { Site } from './route.ts';
import { type Serving, send, show } from './send-page.ts';
import type { Form, Page, PageAnswer, PageRoute, Visit } from './visit.ts';

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
