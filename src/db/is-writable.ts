import type { Connection } from 'mongoose';

const MILLISECONDS = 3_000;

/** Whether a majority of the database takes a write within three seconds. */
export async function isWritable(connection: Connection): Promise<boolean> {
  try {
    const settings = connection.getClient().db(connection.name).collection<{ _id: string }>('settings');
    await settings.updateOne(
      { _id: 'writable' },
      { $currentDate: { at: true } },
      { upsert: true, timeoutMS: MILLISECONDS },
    );
    return true;
  } catch {
    return false;
  }
}
