import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';

/** A static file in memory, compressed once. */
type Asset = { type: string; etag: string; bodies: { br: Buffer; gzip: Buffer; identity: Buffer } };

/** The static files: their addresses, and what answers for them. */
export type Assets = {
  /** The address of a file by its name, such as `dondoc.css`; its content's hash is in it. Throws without one. */
  path: (name: string) => string;
  serve: (request: Request, response: Response, next: NextFunction) => void;
};

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const FOREVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';

function filesOf(viewsDir: string): Record<string, string> {
  return {
    'bootstrap.css': fileURLToPath(import.meta.resolve('bootstrap/dist/css/bootstrap.min.css')),
    'dondoc.css': join(viewsDir, 'assets', 'dondoc.css'),
    'dondoc.js': join(viewsDir, 'assets', 'dondoc.js'),
    'favicon.svg': join(viewsDir, 'assets', 'favicon.svg'),
  };
}

function load(name: string, file: string): [path: string, asset: Asset] {
  const text = readFileSync(file, 'utf8').replace(/\/\*# sourceMappingURL=.*?\*\/\s*$/, '');
  const identity = Buffer.from(text);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  const ending = extname(name);
  const bodies = { br: brotliCompressSync(identity), gzip: gzipSync(identity, { level: 9 }), identity };
  const asset = { type: TYPES[ending] ?? 'application/octet-stream', etag: hash, bodies };
  return [`/static/${name.slice(0, -ending.length)}.${hash}${ending}`, asset];
}

function send(request: Request, response: Response, asset: Asset, cacheControl: string): void {
  const wanted = request.acceptsEncodings('br', 'gzip', 'identity');
  const encoding = wanted === 'br' || wanted === 'gzip' ? wanted : 'identity';
  response.set({
    'Cache-Control': cacheControl,
    ETag: `"${asset.etag}-${encoding}"`,
    Vary: 'Accept-Encoding',
  });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  if (encoding !== 'identity') response.set('Content-Encoding', encoding);
  response.set({ 'Content-Type': asset.type, 'Content-Length': String(asset.bodies[encoding].length) });
  response.end(request.method === 'HEAD' ? undefined : asset.bodies[encoding]);
}

/** Reads and compresses the static files; Bootstrap's style sheet comes from its package as it is. */
export function loadAssets(viewsDir: string): Assets {
  const pathOf = new Map<string, string>();
  const byPath = new Map<string, Asset>();
  for (const [name, file] of Object.entries(filesOf(viewsDir))) {
    const [path, asset] = load(name, file);
    pathOf.set(name, path);
    byPath.set(path, asset);
  }
  const path = (name: string): string => {
    const found = pathOf.get(name);
    if (found === undefined) throw new Error(`There is no static file "${name}".`);
    return found;
  };
  return {
    path,
    serve: (request, response, next) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return next();
      const isIcon = request.path === '/favicon.ico';
      const asset = byPath.get(isIcon ? path('favicon.svg') : request.path);
      return asset === undefined ? next() : send(request, response, asset, isIcon ? A_DAY : FOREVER);
    },
  };
}
