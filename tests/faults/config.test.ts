import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, jwtSecret, readConfig } from '../../src/config.ts';
import type { Env } from '../../src/config-variables.ts';

function configOf(env: Env): Config {
  const read = readConfig(env);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.config;
}

function faultsOf(env: Env): string[] {
  const read = readConfig(env);
  return read.ok ? [] : read.faults.map((fault) => fault.split(':')[0] ?? '');
}

const SECRET = 'x'.repeat(32);

describe('an empty environment', () => {
  it('gives the defaults, frozen', () => {
    const config = configOf({ HOME: '/home/a', XDG_CACHE_HOME: '/cache' });
    expect(config).toEqual({
      production: false,
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      mongodbUri: null,
      mongod: { binary: null, path: '', cacheDir: '/cache/dondoc' },
      jwtSecret: null,
      baseUrl: null,
      allowHttp: false,
      smtpUrl: null,
      mailFrom: 'Đôn Đốc <dondoc@localhost>',
      demo: true,
      process: 'all',
      logLevel: 'info',
      clock: null,
    });
    expect(Object.isFrozen(config) && Object.isFrozen(config.mongod)).toBe(true);
  });

  it('is what variables that are set to nothing count as', () => {
    expect(configOf({ PORT: '', CLOCK: ' ', MONGODB_URI: '' })).toEqual(configOf({}));
  });
});

describe('a variable', () => {
  it.each<[keyof Config, Env, unknown]>([
    ['port', { PORT: '0' }, 0],
    ['port', { PORT: '65535' }, 65_535],
    ['baseUrl', { BASE_URL: 'https://dondoc.example/' }, 'https://dondoc.example'],
    ['baseUrl', { BASE_URL: 'http://10.0.0.1:8080' }, 'http://10.0.0.1:8080'],
    ['demo', { DEMO: 'false' }, false],
    ['allowHttp', { ALLOW_HTTP: 'true' }, true],
    ['process', { PROCESS: 'jobs' }, 'jobs'],
    ['clock', { CLOCK: '2026-04-15T08:00:00+07:00' }, '2026-04-15T08:00:00+07:00'],
    ['clock', { CLOCK: '2026-04-15T01:00:00.5Z' }, '2026-04-15T01:00:00.5Z'],
    ['smtpUrl', { SMTP_URL: 'smtp://localhost:2525' }, 'smtp://localhost:2525'],
    ['mailFrom', { MAIL_FROM: 'Văn phòng <vp@tinh.example>' }, 'Văn phòng <vp@tinh.example>'],
    ['production', { NODE_ENV: 'production', JWT_SECRET: SECRET }, true],
  ])('is read: %s of %j', (field, env, expected) => {
    expect(configOf(env)[field]).toEqual(expected);
  });

  it.each<[string, Env]>([
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '80a' }],
    ['PORT', { PORT: '1e3' }],
    ['HOST', { HOST: 'a b' }],
    ['MONGODB_URI', { MONGODB_URI: 'http://localhost' }],
    ['JWT_SECRET', { JWT_SECRET: 'x'.repeat(31) }],
    ['BASE_URL', { BASE_URL: 'dondoc.example' }],
    ['BASE_URL', { BASE_URL: 'https://dondoc.example/path' }],
    ['ALLOW_HTTP', { ALLOW_HTTP: 'yes' }],
    ['SMTP_URL', { SMTP_URL: 'localhost:25' }],
    ['MAIL_FROM', { MAIL_FROM: 'nobody' }],
    ['MAIL_FROM', { MAIL_FROM: 'a@b\r\nBcc: c@d' }],
    ['DEMO', { DEMO: '0' }],
    ['PROCESS', { PROCESS: 'both' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['NODE_ENV', { NODE_ENV: 'prod' }],
    ['CLOCK', { CLOCK: '2026-04-15' }],
    ['CLOCK', { CLOCK: '2026-02-30T08:00:00Z' }],
    ['CLOCK', { NODE_ENV: 'production', JWT_SECRET: SECRET, CLOCK: '2026-04-15T08:00:00Z' }],
    ['JWT_SECRET', { NODE_ENV: 'production' }],
    ['MAIL_FROM', { NODE_ENV: 'production', JWT_SECRET: SECRET, SMTP_URL: 'smtp://mail' }],
  ])('is refused: %s in %j', (name, env) => {
    expect(faultsOf(env)).toEqual([name]);
  });
});

describe('several faults', () => {
  const env = {
    NODE_ENV: 'production',
    PORT: 'x',
    BASE_URL: 'y',
    DEMO: 'maybe',
    CLOCK: '2026-04-15T08:00:00Z',
    JWT_SECRET: 'sesame',
  };

  it('are all listed at once', () => {
    expect(faultsOf(env)).toEqual(['PORT', 'JWT_SECRET', 'BASE_URL', 'DEMO', 'CLOCK']);
  });

  it('are sentences in Vietnamese and English that show no value', () => {
    const read = readConfig(env);
    const faults = read.ok ? [] : read.faults;
    expect(faults[0]).toBe('PORT: phải là số nguyên từ 0 đến 65535 / must be a whole number from 0 to 65535');
    expect(faults.join()).not.toContain('sesame');
  });
});

describe('the secret of access tokens', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'dondoc-secret-'));
  });
  afterAll(() => rm(dataDir, { recursive: true }));

  it('is the one that is set', async () => {
    expect(await jwtSecret(configOf({ DATA_DIR: dataDir, JWT_SECRET: SECRET }))).toBe(SECRET);
  });

  it('is otherwise made once, by whoever comes first, and kept where only its owner reads it', async () => {
    const config = configOf({ DATA_DIR: join(dataDir, 'new') });
    const secrets = await Promise.all([jwtSecret(config), jwtSecret(config), jwtSecret(config)]);
    expect(new Set(secrets).size).toBe(1);
    expect(Buffer.byteLength(secrets[0]!)).toBeGreaterThanOrEqual(32);
    expect(await jwtSecret(config)).toBe(secrets[0]);
    expect((await stat(join(config.dataDir, 'jwt-secret'))).mode & 0o777).toBe(0o600);
  });
});
