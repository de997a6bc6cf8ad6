import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Day, Moment } from '../domain/day.ts';
import type { PublishedScheme } from '../domain/published-scheme.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { Counts } from '../domain/statistics.ts';
import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { modelOf } from './model.ts';

/** The figures of a report, from which all its files are written: what its SHA-256 is of, in canonical JSON. */
export type ReportFigures = {
  assigner: string;
  period: string;
  cutoff: Day;
  /** The assigner and its units by the names that they had then. */
  assignerName: string;
  units: Pick<Unit, 'code' | 'name' | 'peerGroup'>[];
  /** The counts of each unit under both deadlines. */
  counts: Record<Basis, (Counts & { unit: string })[]>;
  scheme: PublishedScheme;
  ranking: PublishedRow[];
};

/** A report on a period, as it was made; nothing changes it. */
export type ReportRow = ReportFigures & { _id: string; sha256: string; madeAt: Moment };

export const reportSchema = new Schema(
  {
    _id: String,
    assigner: String,
    period: String,
    cutoff: String,
    assignerName: String,
    units: [Schema.Types.Mixed],
    counts: Schema.Types.Mixed,
    scheme: Schema.Types.Mixed,
    ranking: [Schema.Types.Mixed],
    sha256: String,
    madeAt: String,
  },
  { collection: 'reports', versionKey: false, strict: 'throw', minimize: false },
);

reportSchema.index({ assigner: 1, period: 1 }, { unique: true });
reportSchema.index({ assigner: 1, cutoff: -1, period: -1 });

function reports(connection: Connection) {
  return modelOf<ReportRow>(connection, 'Report', reportSchema);
}

/** Whether there is a report of an assigner on a period. */
export async function hasReport(connection: Connection, assigner: string, period: string): Promise<boolean> {
  return (await reports(connection).exists({ assigner, period })) !== null;
}

/** Writes a report. One on the same period throws code 11000. */
export async function insertReport(
  connection: Connection,
  session: ClientSession,
  row: ReportRow,
): Promise<void> {
  await reports(connection).collection.insertOne(row as never, { session });
}

export async function findReport(connection: Connection, id: string): Promise<ReportRow | null> {
  return reports(connection).findById(id).lean<ReportRow>();
}

/** The reports of an assigner, the newest first, at most `limit`. */
export async function findReports(
  connection: Connection,
  assigner: string,
  limit: number,
): Promise<ReportRow[]> {
  return reports(connection)
    .find({ assigner })
    .sort({ cutoff: -1, period: -1 })
    .limit(limit)
    .lean<ReportRow[]>();
}
