import type { NextFunction, Request, Response } from 'express';
import { Forbidden } from '../app/outcome.ts';
import type { Site } from './route.ts';
import { hostOf, isThisMachine } from './session-cookie.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

function originsOf(site: Site, request: Request): string[] {
  const own = site.baseUrl === null ? [] : [new URL(site.baseUrl).origin];
  const host = request.headers.host ?? '';
  const byHost = site.baseUrl === null || isThisMachine(hostOf(request));
  return byHost ? [...own, `http://${host}`, `https://${host}`] : own;
}

/**
 * Refuses what another site made the browser send (design.md, section 10): of an unsafe request `Sec-Fetch-Site`
 * and `Origin`, where they are sent, must be ours. A request with Bearer carries nothing of the browser's.
 */
export function checkOrigin(site: Site) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const bearer = /^Bearer /i.test(request.headers.authorization ?? '');
    if (SAFE.includes(request.method) || bearer) {
      next();
      return;
    }
    const fetchSite = request.headers['sec-fetch-site'];
    const { origin } = request.headers;
    const siteOk = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
    const originOk = origin === undefined || originsOf(site, request).includes(origin);
    if (!siteOk || !originOk) throw new Forbidden();
    next();
  };
}
