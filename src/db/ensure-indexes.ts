import type { Collection } from 'mongodb';
import type { Connection, Schema } from 'mongoose';
import { adjustmentSchema } from './adjustment-store.ts';
import { attemptSchema } from './attempt-store.ts';
import { calendarSchema } from './calendar-store.ts';
import { counterSchema } from './counter-store.ts';
import { directiveSchema } from './directive-store.ts';
import { disputeSchema } from './dispute-store.ts';
import { editionFactsSchema, editionSchema } from './edition-store.ts';
import { eventSchema } from './event-store.ts';
import { figureSchema } from './figure-store.ts';
import { fileSchema } from './file-store.ts';
import { leaseSchema } from './lease-store.ts';
import { noticeSchema } from './notice-store.ts';
import { personSchema } from './person-store.ts';
import { policySchema } from './policy-store.ts';
import { reportSchema } from './report-store.ts';
import { schemeSchema } from './scheme-store.ts';
import { sealLinesSchema, sealSchema } from './seal-store.ts';
import { sessionSchema } from './session-store.ts';
import { settingSchema } from './setting-store.ts';
import { bookSchema } from './tally-store.ts';
import { taskSchema } from './task-store.ts';
import { unitSchema } from './unit-store.ts';

const SCHEMAS: readonly Schema[] = [
  adjustmentSchema,
  attemptSchema,
  bookSchema,
  calendarSchema,
  counterSchema,
  directiveSchema,
  disputeSchema,
  editionFactsSchema,
  editionSchema,
  eventSchema,
  figureSchema,
  fileSchema,
  leaseSchema,
  noticeSchema,
  personSchema,
  policySchema,
  reportSchema,
  schemeSchema,
  sealSchema,
  sealLinesSchema,
  sessionSchema,
  settingSchema,
  taskSchema,
  unitSchema,
];

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;

/** Another process that starts at the same moment may have been faster. */
function unlessThere(error: { code?: unknown }): void {
  if (error.code !== NAMESPACE_EXISTS) throw error;
}

function unlessGone(error: { code?: unknown }): void {
  if (error.code !== INDEX_NOT_FOUND) throw error;
}

/** What the driver makes itself, but only with the first file of an empty database. */
const FILE_INDEXES = {
  'content.files': { key: { filename: 1, uploadDate: 1 } },
  'content.chunks': { key: { files_id: 1, n: 1 }, unique: true },
} as const;

type Index = { key: object; unique?: boolean; partialFilterExpression?: object };

/** What makes an index another one. */
function markOf({ key, unique = false, partialFilterExpression = {} }: Index): string {
  return JSON.stringify([key, unique, partialFilterExpression]);
}

/** Drops what an older program indexed and this one doesn't: it would cost each write, or refuse what is right now. */
async function dropOthers(collection: Collection, indexes: readonly Index[]): Promise<void> {
  const wanted = new Set(indexes.map(markOf));
  for (const index of await collection.indexes()) {
    if (index.name === undefined || index.name === '_id_' || wanted.has(markOf(index as Index))) continue;
    await collection.dropIndex(index.name).catch(unlessGone);
  }
}

/**
 * Creates each collection and its indexes where they are missing, and drops others; before anything else uses the database. With a prefix,
 * the indexes of the collections that are there under it, to take their names later.
 */
export async function ensureIndexes(connection: Connection, prefix = ''): Promise<void> {
  const db = connection.getClient().db(connection.name);
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map((c) => c.name));
  for (const schema of SCHEMAS) {
    const name = prefix + schema.get('collection');
    if (prefix !== '' && !existing.has(name)) continue;
    if (!existing.has(name)) await db.createCollection(name).then(() => undefined, unlessThere);
    const indexes = schema.indexes().map(([key, options]) => ({ ...options, key }));
    if (existing.has(name)) await dropOthers(db.collection(name) as never, indexes as Index[]);
    if (indexes.length > 0) await db.collection(name).createIndexes(indexes as never);
  }
  for (const [name, index] of Object.entries(FILE_INDEXES)) {
    if (prefix === '' || existing.has(prefix + name))
      await db.collection(prefix + name).createIndexes([index]);
  }
}
