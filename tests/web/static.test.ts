import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAssets } from '../../src/web/static.ts';

const assets = loadAssets(join(import.meta.dirname, '..', '..', 'views'));
let server: Server;
let base: string;

beforeAll(async () => {
  const app = express();
  app.use(assets.serve);
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('a static file', () => {
  const path = assets.path('dondoc.css');

  it('has the hash of its content in its name, and is kept for ever', async () => {
    expect(path).toMatch(/^\/static\/dondoc\.[0-9a-f]{16}\.css$/);
    const answer = await fetch(`${base}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await answer.text()).toContain('--accent');
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('comes to a browser that takes %s as %s', async (accepted, encoding) => {
    const answer = await fetch(`${base}${path}`, { headers: { 'Accept-Encoding': accepted } });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect(await answer.text()).toContain('--accent');
  });

  it('is not sent again to a browser that has it', async () => {
    const first = await fetch(`${base}${path}`);
    const again = await fetch(`${base}${path}`, {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  });

  it('is only described by HEAD', async () => {
    const answer = await fetch(`${base}${path}`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await answer.text()).toBe('');
  });

  it.each(['/static/dondoc.0000000000000000.css', '/static/../package.json', '/static/dondoc.css'])(
    'is nothing else: %s',
    async (other) => {
      expect((await fetch(`${base}${other}`)).status).toBe(404);
    },
  );
});

describe('the icon', () => {
  it('is found where browsers look for it', async () => {
    const answer = await fetch(`${base}/favicon.ico`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  });
});

describe('an unknown name', () => {
  it('throws where it is written', () => {
    expect(() => assets.path('other.css')).toThrow('other.css');
  });
});
