import { inSnapshot, SnapshotLost } from '../db/snapshot.ts';
import {
  BACKUP_FORMAT,
  BACKUP_VERSION,
  BackupFault,
  type BackupFaultCode,
} from '../documents/backup-format.ts';
import { type WrittenBackup, writeBackup } from '../documents/write-backup.ts';
import type { When } from '../domain/day.ts';
import type { House } from './house.ts';

/** Why a backup wasn't written or restored, and what was at fault: an entry, the system's reason, or nothing. */
export type BackupRefusal = {
  ok: false;
  refused: BackupFaultCode | 'snapshotLost' | 'notEmpty' | 'busy';
  where: string;
};

/** A refusal of what was thrown; throws on what nobody expected. */
export function refusalOf(error: unknown): BackupRefusal {
  if (error instanceof BackupFault) return { ok: false, refused: error.code, where: error.where };
  if (error instanceof SnapshotLost) return { ok: false, refused: 'snapshotLost', where: '' };
  throw error;
}

/**
 * Writes all that the database keeps, files too, to one file, as it is at one moment while people work on. `program` is
 * the version of the program that writes. Refused when the file can't be written, or the database lost the moment.
 */
export async function backUp(
  { connection }: Pick<House, 'connection'>,
  file: string,
  program: string,
  when: When,
): Promise<({ ok: true } & WrittenBackup) | BackupRefusal> {
  try {
    const written = await inSnapshot(connection, ({ collections, documents }) => {
      const says = { format: BACKUP_FORMAT, version: BACKUP_VERSION, program, createdAt: when.now } as const;
      return writeBackup(file, { ...says, collections: [...collections] }, documents);
    });
    return { ok: true, ...written };
  } catch (error) {
    return refusalOf(error);
  }
}
