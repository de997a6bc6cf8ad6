import type { Request } from 'express';
import { type Identity, identifyByCookie, whoever } from '../app/identify.ts';
import { Unauthenticated } from '../app/outcome.ts';
import { type Language, translator } from '../present/words.ts';
import { gathered } from './receive-form.ts';
import type { Site } from './route.ts';
import { sessionSecret } from './session-cookie.ts';
import type { Visit } from './visit.ts';

/** Who is signed in by the cookie; null for nobody. */
export async function identityOf(site: Site, request: Request): Promise<Identity | null> {
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

/** A request as handlers are given it, before a form was read. */
export function visitOf(site: Site, request: Request, identity: Identity | null): Visit {
  const language = languageOf(identity, request);
  const query = gathered([...new URLSearchParams(request.url.split('?')[1] ?? '')]);
  return {
    site,
    house: site.house,
    identity: whoever(identity),
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
