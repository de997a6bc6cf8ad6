import { setTimeout as pause } from 'node:timers/promises';
import { isEmptyDatabase } from '../db/kept-collections.ts';
import {
  digestStaged,
  dropStaging,
  finishPublishing,
  indexStaged,
  isStaging,
  openStaging,
  publishStaged,
  stageDocuments,
  Unloadable,
} from '../db/staging.ts';
import { BackupFault } from '../documents/backup-format.ts';
import { type ReadBackup, readBackup } from '../documents/read-backup.ts';
import { type BackupRefusal, refusalOf } from './backup.ts';
import { fillAlone } from './fill-alone.ts';
import type { House } from './house.ts';
import { isUnavailable } from './is-unavailable.ts';
import { refoldTasksOfOldShape } from './refold-tasks.ts';
import { type Verified, verifyLedger } from './verify-ledger.ts';

type Place = Pick<House, 'connection'>;

/** A restore is under way in this database, or was interrupted; nothing else is done in it until one has ended. */
export class RestoreUnfinished extends Error {}

/**
 * Before anything else is done in a database: a restore that was interrupted when all was loaded is finished, and said
 * so. Throws RestoreUnfinished, in words, where one was interrupted before, or goes on.
 */
export async function settleRestore({ connection }: Place, say: (line: string) => void): Promise<void> {
  if (await finishPublishing(connection)) {
    say('Đã hoàn tất lần khôi phục bị ngắt. / The restore that was interrupted has been finished.');
    return;
  }
  if (!(await isStaging(connection))) return;
  throw new RestoreUnfinished(
    'Cơ sở dữ liệu này đang được khôi phục, hoặc lần khôi phục trước bị ngắt; chưa có gì trong đó. ' +
      'Hãy chạy lại `dondoc restore FILE`, hoặc dùng một cơ sở dữ liệu trống khác. / ' +
      'This database is being restored, or a restore of it was interrupted; nothing is in it yet. ' +
      'Run `dondoc restore FILE` again, or use another empty database.',
  );
}

/** A restore that may not go on: the database isn't empty any more, or is another process's to fill. */
class Stopped extends Error {
  readonly refused: 'notEmpty' | 'busy';

  constructor(refused: 'notEmpty' | 'busy') {
    super(refused);
    this.refused = refused;
  }
}

async function assertEmpty({ connection }: Place): Promise<void> {
  if (!(await isEmptyDatabase(connection))) throw new Stopped('notEmpty');
}

function assertOurs(lost: AbortSignal): void {
  if (lost.aborted) throw new Stopped('busy');
}

/** Loads all of a backup beside what is there, and compares what the database gives back with what the backup holds. */
async function load({ connection }: Place, file: string, { collections }: ReadBackup, lost: AbortSignal) {
  await openStaging(connection, namesOf(collections));
  await readBackup(file, async (name, documents) => {
    assertOurs(lost);
    await stageDocuments(connection, name, documents);
  });
  for (const { name, rows, sha256 } of filledOf(collections)) {
    assertOurs(lost);
    const loaded = await digestStaged(connection, name);
    if (loaded.rows !== rows || loaded.sha256 !== sha256) throw new BackupFault('altered', name);
  }
  await indexStaged(connection);
}

/** What has no rows is there, empty, already. */
function filledOf(collections: ReadBackup['collections']): ReadBackup['collections'] {
  return collections.filter(({ rows }) => rows > 0);
}

function namesOf(collections: ReadBackup['collections']): string[] {
  return filledOf(collections).map(({ name }) => name);
}

async function fill(place: Place, file: string, backup: ReadBackup, lost: AbortSignal): Promise<void> {
  try {
    await assertEmpty(place);
    await load(place, file, backup, lost);
    await assertEmpty(place);
    assertOurs(lost);
  } catch (error) {
    if (!lost.aborted) await dropStaging(place.connection).catch(() => undefined);
    throw error;
  }
  await publishStaged(place.connection, namesOf(backup.collections));
}

/** Longer than the lease of a process that was killed. */
const WAIT_MILLISECONDS = 20_000;

async function fillWhenFree(place: Place, file: string, backup: ReadBackup): Promise<void> {
  const start = performance.now();
  while (!(await fillAlone(place.connection, (lost) => fill(place, file, backup, lost)))) {
    if (performance.now() - start > WAIT_MILLISECONDS) throw new Stopped('busy');
    await pause(500);
  }
}

function refusedBy(error: unknown): BackupRefusal {
  if (error instanceof Stopped) return { ok: false, refused: error.refused, where: '' };
  if (error instanceof Unloadable) return { ok: false, refused: 'altered', where: error.message };
  return refusalOf(error);
}

/** A ledger that can't be folded is named by verifying it. */
function unlessLost(error: unknown): void {
  if (isUnavailable(error)) throw error;
}

/** What was restored, and what verifying it found. */
export type Restored = { ok: true; verified: Verified } & ReadBackup;

/**
 * Restores a backup into an empty database. The file is read to its end first, so that one that isn't whole changes
 * nothing; what is then loaded takes its place only when the database gives it back to the byte. The ledger is verified
 * afterwards; a disagreement is what was backed up.
 */
export async function restoreBackup(house: House, file: string): Promise<Restored | BackupRefusal> {
  try {
    await assertEmpty(house);
    const backup = await readBackup(file, async () => undefined);
    await fillWhenFree(house, file, backup);
    await house.directory.refresh('now');
    await refoldTasksOfOldShape(house).catch(unlessLost);
    return { ok: true, verified: await verifyLedger(house), ...backup };
  } catch (error) {
    return refusedBy(error);
  }
}
