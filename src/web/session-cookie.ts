import type { Request } from 'express';
import type { Site } from './route.ts';

/** `__Host-` and Secure where the browser keeps such a cookie; a plain name only where plain http is allowed. */
const SECURE_NAME = '__Host-dondoc';
const PLAIN_NAME = 'dondoc';

/** The name of the host that was asked, without its port. */
export function hostOf(request: Request): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

/** Whether the host is this machine, where browsers trust plain http. */
export function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
}

/** How a session can be kept for this request: securely, plainly, or not at all (design.md, section 10). */
export function keeping(site: Site, request: Request): 'secure' | 'plain' | 'none' {
  const https = site.baseUrl?.startsWith('https://') ?? false;
  if (https || isThisMachine(hostOf(request))) return 'secure';
  return site.allowHttp ? 'plain' : 'none';
}

/** The `Set-Cookie` that keeps a session's secret, or with null forgets it. */
export function sessionCookie(site: Site, request: Request, secret: string | null): string {
  const secure = keeping(site, request) === 'secure';
  const name = secure ? SECURE_NAME : PLAIN_NAME;
  const rest = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return secret === null ? `${name}=; Max-Age=0; ${rest}` : `${name}=${secret}; ${rest}`;
}

/** The session's secret that the browser sent; null without one. */
export function sessionSecret(site: Site, request: Request): string | null {
  const name = keeping(site, request) === 'secure' ? SECURE_NAME : PLAIN_NAME;
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name && value !== undefined && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return null;
}
