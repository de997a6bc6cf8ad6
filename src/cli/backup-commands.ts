import { resolve } from 'node:path';
import product from '../../package.json' with { type: 'json' };
import { type BackupRefusal, backUp } from '../app/backup.ts';
import { restoreBackup } from '../app/restore.ts';
import { formatMoment } from '../present/format.ts';
import { type CommandRow, type Given, Refused, type Said } from './command.ts';
import { verifiedSaid } from './ledger-commands.ts';

function pathIn({ words }: Given): string {
  return resolve(words[0] ?? '');
}

function refuse({ refused, where }: BackupRefusal, { t }: Given): never {
  throw new Refused(t(`backup.${refused}`, { where }));
}

function sumOf(collections: readonly { rows: number }[]): number {
  return collections.reduce((sum, { rows }) => sum + rows, 0);
}

async function backup(given: Given): Promise<Said> {
  const file = pathIn(given);
  const written = await backUp(given.house, file, product.version, given.when);
  if (!written.ok) return refuse(written, given);
  const { bytes, sha256, collections } = written;
  return {
    json: { file, bytes, sha256, collections },
    lines: [given.t('backup.written', { file, bytes, rows: sumOf(collections) }), `SHA-256: ${sha256}`],
  };
}

async function restore(given: Given): Promise<Said> {
  const restored = await restoreBackup(given.house, pathIn(given));
  if (!restored.ok) return refuse(restored, given);
  const { manifest, collections, verified } = restored;
  const { createdAt, program } = manifest;
  const at = formatMoment(createdAt);
  const verify = verifiedSaid(verified);
  return {
    json: { createdAt, program, collections, verified },
    lines: [given.t('backup.restored', { at, rows: sumOf(collections) }), ...verify.lines],
    exit: verify.exit ?? 0,
  };
}

/** All that is kept, to one file and back. */
export const BACKUP_COMMANDS: readonly CommandRow[] = [
  { name: 'backup', usage: 'FILE', words: 1, options: [], flags: [], run: backup },
  { name: 'restore', usage: 'FILE', words: 1, options: [], flags: [], run: restore },
];
