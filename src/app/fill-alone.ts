import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { releaseLease, takeLease } from '../db/lease-store.ts';

const LEASE = 'demonstration';
const LEASE_MILLISECONDS = 15_000;
const KEEP_MILLISECONDS = 3_000;

/**
 * Does what fills an empty database (the demonstration, a restore) while this process holds the lease to do so, which is
 * kept meanwhile; false when it is another's. `lost` says that the lease went to another.
 */
export async function fillAlone(
  connection: Connection,
  work: (lost: AbortSignal) => Promise<unknown>,
): Promise<boolean> {
  const holder = randomUUID();
  const take = () => takeLease(connection, LEASE, holder, LEASE_MILLISECONDS);
  if (!(await take())) return false;
  const lost = new AbortController();
  const keep = async () => {
    if (!(await take().catch(() => true))) lost.abort();
  };
  const keeping = setInterval(() => void keep(), KEEP_MILLISECONDS).unref();
  try {
    await work(lost.signal);
  } finally {
    clearInterval(keeping);
    await releaseLease(connection, LEASE, holder).catch(() => undefined);
  }
  return true;
}
