import { destination, pino } from 'pino';

/** Fields that hold what opens something, wherever a line carries them. */
const SECRETS = [
  'password',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'jwtSecret',
  'smtpUrl',
  'mongodbUri',
];

/** The program's log: one JSON line per happening on stderr (stdout is the command line's answer), secrets left out. */
export const log = pino(
  {
    base: null,
    redact: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    serializers: { error: pino.stdSerializers.err },
  },
  destination({ dest: 2, sync: true }),
);

/** Sets from which level on lines are written (`LOG_LEVEL`); `info` until then. */
export function setLogLevel(level: string): void {
  log.level = level;
}
