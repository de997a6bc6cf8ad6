import { z } from 'zod';

/** The environment as the system gives it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** The least length of `JWT_SECRET`. */
export const LEAST_SECRET_BYTES = 32;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function words(vi: string, en: string): { error: string } {
  return { error: `${vi} / ${en}` };
}

const oneOf = <const T extends readonly [string, ...string[]]>(choices: T) =>
  z.enum(choices, words(`phải là một trong: ${choices.join(', ')}`, `must be one of: ${choices.join(', ')}`));

const flag = oneOf(['true', 'false']).transform((text) => text === 'true');

function isUrl(text: string, protocols: readonly string[]): boolean {
  const url = URL.parse(text);
  return url !== null && protocols.includes(url.protocol) && url.hostname !== '';
}

function isOrigin(text: string): boolean {
  if (!isUrl(text, ['http:', 'https:'])) return false;
  const url = new URL(text);
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
}

function isMoment(text: string): boolean {
  return z.iso.datetime({ offset: true }).safeParse(text).success;
}

/** Each variable of contract.md, "Environment": what it may be, in words where it may not, and its default. */
export const VARIABLES = z.object({
  NODE_ENV: oneOf(['development', 'test', 'production']).default('development'),
  PORT: z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      words('phải là số nguyên từ 0 đến 65535', 'must be a whole number from 0 to 65535'),
    )
    .transform(Number)
    .default(3000),
  HOST: z
    .string()
    .regex(
      /^[A-Za-z0-9.:_-]+$/,
      words('phải là tên máy hoặc địa chỉ IP', 'must be a host name or an IP address'),
    )
    .default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  MONGODB_URI: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\/[^/\s]+/,
      words(
        'phải bắt đầu bằng mongodb:// hoặc mongodb+srv://',
        'must start with mongodb:// or mongodb+srv://',
      ),
    )
    .nullable()
    .default(null),
  MONGOD_BINARY: z.string().nullable().default(null),
  JWT_SECRET: z
    .string()
    .refine(
      (text) => Buffer.byteLength(text) >= LEAST_SECRET_BYTES,
      words('phải có ít nhất 32 byte', 'must have at least 32 bytes'),
    )
    .nullable()
    .default(null),
  BASE_URL: z
    .string()
    .refine(
      isOrigin,
      words(
        'phải là địa chỉ http hoặc https không có đường dẫn, ví dụ https://dondoc.example',
        'must be an http or https address without a path, such as https://dondoc.example',
      ),
    )
    .transform((text) => new URL(text).origin)
    .nullable()
    .default(null),
  ALLOW_HTTP: flag.default(false),
  SMTP_URL: z
    .string()
    .refine(
      (text) => isUrl(text, ['smtp:', 'smtps:']),
      words('phải bắt đầu bằng smtp:// hoặc smtps://', 'must start with smtp:// or smtps://'),
    )
    .nullable()
    .default(null),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@]+@[^\s@]+$/, words('phải là địa chỉ thư điện tử', 'must be a mail address'))
    .default('Đôn Đốc <dondoc@localhost>'),
  DEMO: flag.default(true),
  PROCESS: oneOf(['all', 'web', 'jobs']).default('all'),
  LOG_LEVEL: oneOf(LEVELS).default('info'),
  CLOCK: z
    .string()
    .refine(
      isMoment,
      words(
        'phải là thời điểm RFC 3339, ví dụ 2026-04-15T08:00:00+07:00',
        'must be an RFC 3339 moment, such as 2026-04-15T08:00:00+07:00',
      ),
    )
    .nullable()
    .default(null),
  PATH: z.string().default(''),
  XDG_CACHE_HOME: z.string().optional(),
});

/** What production asks for besides: each variable, when it is at fault, and in what words. */
export const PRODUCTION: readonly { name: string; faulty: (env: Env) => boolean; error: string }[] = [
  {
    name: 'JWT_SECRET',
    faulty: (env) => env.JWT_SECRET === undefined,
    ...words(
      'bắt buộc khi NODE_ENV=production (ít nhất 32 byte)',
      'is needed when NODE_ENV=production (at least 32 bytes)',
    ),
  },
  {
    name: 'MAIL_FROM',
    faulty: (env) => env.SMTP_URL !== undefined && env.MAIL_FROM === undefined,
    ...words(
      'bắt buộc khi có SMTP_URL và NODE_ENV=production',
      'is needed with SMTP_URL when NODE_ENV=production',
    ),
  },
  {
    name: 'CLOCK',
    faulty: (env) => env.CLOCK !== undefined,
    ...words('không được dùng khi NODE_ENV=production', 'is refused when NODE_ENV=production'),
  },
];
