import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { type Env, LEAST_SECRET_BYTES, PRODUCTION, VARIABLES } from './config-variables.ts';

/** What the environment says, read once (contract.md, "Environment"). `null` is "not set". */
export type Config = Readonly<{
  production: boolean;
  /** 0 asks the system for a free one. */
  port: number;
  host: string;
  /** An absolute path. */
  dataDir: string;
  mongodbUri: string | null;
  /** Where the finder of `mongod` looks. */
  mongod: Readonly<{ binary: string | null; path: string; cacheDir: string }>;
  jwtSecret: string | null;
  /** Scheme, host and port under which people reach the program, without a slash at the end. */
  baseUrl: string | null;
  allowHttp: boolean;
  smtpUrl: string | null;
  mailFrom: string;
  demo: boolean;
  process: 'all' | 'web' | 'jobs';
  logLevel: string;
  /** The moment at which the product's time starts, RFC 3339. */
  clock: string | null;
}>;

function withoutEmpty(env: Env): Env {
  return Object.fromEntries(
    Object.entries(env).filter(([, text]) => text !== undefined && text.trim() !== ''),
  );
}

function configOf(read: z.output<typeof VARIABLES>): Config {
  const cacheHome = read.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return Object.freeze({
    production: read.NODE_ENV === 'production',
    port: read.PORT,
    host: read.HOST,
    dataDir: resolve(read.DATA_DIR),
    mongodbUri: read.MONGODB_URI,
    mongod: Object.freeze({
      binary: read.MONGOD_BINARY,
      path: read.PATH,
      cacheDir: join(cacheHome, 'dondoc'),
    }),
    jwtSecret: read.JWT_SECRET,
    baseUrl: read.BASE_URL,
    allowHttp: read.ALLOW_HTTP,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    demo: read.DEMO,
    process: read.PROCESS,
    logLevel: read.LOG_LEVEL,
    clock: read.CLOCK,
  });
}

/**
 * Reads the environment to one frozen object, or to the list of all its faults, each a sentence in Vietnamese and in
 * English. A variable that is empty counts as not set. No fault shows a value: some are secret.
 */
export function readConfig(env: Env): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const given = withoutEmpty(env);
  const read = VARIABLES.safeParse(given);
  const faults = (read.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.NODE_ENV === 'production') {
    const missing = PRODUCTION.filter((rule) => rule.faulty(given));
    faults.push(...missing.map(({ name, error }) => `${name}: ${error}`));
  }
  return read.success && faults.length === 0
    ? { ok: true, config: configOf(read.data) }
    : { ok: false, faults };
}

/** The secret that signs access tokens: `JWT_SECRET`, or one made once and kept in `DATA_DIR`, readable by its owner only. */
export async function jwtSecret(config: Config): Promise<string> {
  if (config.jwtSecret !== null) return config.jwtSecret;
  const path = join(config.dataDir, 'jwt-secret');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  await mkdir(config.dataDir, { recursive: true });
  const made = `${path}-${randomBytes(6).toString('hex')}`;
  await writeFile(made, randomBytes(LEAST_SECRET_BYTES).toString('base64url'), { mode: 0o600 });
  await link(made, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(made);
  return readFile(path, 'utf8');
}
