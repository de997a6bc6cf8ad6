import { type Connection, Schema } from 'mongoose';
import { modelOf } from './model.ts';

/** One named setting or mark of the installation, such as what the demonstration has loaded. */
export const settingSchema = new Schema(
  { _id: String, value: Schema.Types.Mixed },
  { collection: 'settings', versionKey: false, strict: 'throw', minimize: false },
);

function model(connection: Connection) {
  return modelOf<{ _id: string; value: unknown }>(connection, 'Setting', settingSchema);
}

/** The value of a setting, null when it was never set. */
export async function readSetting<T>(connection: Connection, name: string): Promise<T | null> {
  const row = await model(connection).findById(name).lean<{ value: T }>();
  return row?.value ?? null;
}

export async function writeSetting(connection: Connection, name: string, value: unknown): Promise<void> {
  await model(connection).replaceOne({ _id: name }, { _id: name, value }, { upsert: true });
}
