import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { type Identity, identifyByToken, whoever } from '../../app/identify.ts';
import { Forbidden, NotFound, Unauthenticated } from '../../app/outcome.ts';
import { parse } from '../../app/parse.ts';
import { grantsOf } from '../../domain/permission.ts';
import { log } from '../../log.ts';
import { type Language, translator } from '../../present/words.ts';
import { checkOrigin } from '../check-origin.ts';
import type { Answer, Call, Site } from '../route.ts';
import type { ApiRoute } from './api-route.ts';
import { API_ROUTES } from './api-routes.ts';
import { openApi } from './openapi.ts';
import { problem, problemOf, refusal } from './problem.ts';

const json = express.json({ limit: '1mb', strict: true, type: () => true });

function languageOf(request: Request): Language {
  return request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

/** The token of `Authorization: Bearer …`; null without one. */
function bearer(request: Request): string | null {
  return /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

async function identityFor(route: ApiRoute, site: Site, request: Request): Promise<Identity | null> {
  if (route.permission === 'anyone') return null;
  const token = bearer(request);
  if (token === null) throw new Unauthenticated();
  const identity = await identifyByToken(site.house, token, site.when());
  const { permission } = route;
  if (permission !== 'signedIn' && grantsOf(identity.actor, permission).length === 0) throw new Forbidden();
  return identity;
}

/** Whether a body came that is not JSON by its own word. */
function isOtherType(request: Request): boolean {
  const has =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  return has && request.is(['application/json', 'application/*+json']) === false;
}

function readJson(request: Request, response: Response): Promise<unknown> {
  return new Promise((resolve, reject) => {
    json(request, response, (error) => (error === undefined ? resolve(request.body) : reject(error)));
  });
}

function callOf(site: Site, request: Request, identity: Identity | null, body: unknown): Call {
  const language = languageOf(request);
  return {
    site,
    house: site.house,
    identity: whoever(identity),
    when: site.when(),
    language,
    t: translator(language),
    params: request.params as Record<string, string>,
    query: { ...request.query },
    body,
    seen: undefined,
    address: request.ip ?? '',
    request,
  };
}

async function answerOf(route: ApiRoute, site: Site, request: Request, response: Response): Promise<Answer> {
  const identity = await identityFor(route, site, request);
  const takesJson = route.body !== null && route.body !== 'multipart';
  const t = translator(languageOf(request));
  if (takesJson && isOtherType(request)) return problem(t, { status: 415, code: 'unsupportedType' });
  const body = takesJson ? ((await readJson(request, response)) ?? {}) : undefined;
  const call = callOf(site, request, identity, body);
  const seen = await route.sees?.(call);
  const query = parse(route.query, call.query);
  return query.ok ? route.handler({ ...call, seen }) : refusal(t, query);
}

async function send(response: Response, answer: Answer): Promise<void> {
  response.status(answer.status).set(answer.headers ?? {});
  if (!response.hasHeader('Cache-Control')) response.set('Cache-Control', 'private, no-cache');
  if (answer.send !== undefined) await answer.send(response);
  else if (answer.body === undefined) response.end();
  else if (response.hasHeader('Content-Type')) response.end(JSON.stringify(answer.body));
  else response.json(answer.body);
}

function serve(route: ApiRoute, site: Site) {
  return async (request: Request, response: Response): Promise<void> => {
    const answer = await answerOf(route, site, request, response);
    if (route.audit !== null && answer.status < 400) log.info({ audit: route.audit, path: request.path });
    await send(response, answer);
  };
}

function methodsOf(path: string): string {
  return API_ROUTES.filter((route) => route.path === path)
    .map((route) => route.method)
    .join(', ');
}

/** The HTTP interface: its rows, its description, and the one place where what is thrown becomes an answer. */
export function serveApi(site: Site): Router {
  const router = Router({ caseSensitive: true });
  const description = openApi(API_ROUTES);
  router.use(checkOrigin(site));
  router.get('/openapi.json', (_request, response) => void response.json(description));
  for (const route of API_ROUTES) {
    router[route.method.toLowerCase() as 'get'](route.path, serve(route, site));
  }
  for (const path of new Set(API_ROUTES.map((route) => route.path))) {
    router.all(path, async (request, response) => {
      const t = translator(languageOf(request));
      const headers = { Allow: methodsOf(path) };
      await send(response, problem(t, { status: 405, code: 'methodNotAllowed', headers }));
    });
  }
  router.use(() => {
    throw new NotFound();
  });
  router.use(async (error: unknown, request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const t = translator(languageOf(request));
    const known = problemOf(t, error);
    if (known === null) log.error({ error, path: request.path }, 'unexpected');
    return send(response, known ?? problem(t, { status: 500, code: 'internal' }));
  });
  return router;
}
