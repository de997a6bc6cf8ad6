import { type ClientSession, type Connection, Schema } from 'mongoose';
import type { Moment } from '../domain/day.ts';
import type { Paper } from '../domain/task.ts';
import { modelOf } from './model.ts';
import { ownFilter } from './own-filter.ts';

/**
 * A figure that another body decided, of a unit by a criterion in a month (`YYYY-MM`), in hundredths of a point, and who
 * entered it when. Rows are only added: what corrects one names it, with a reason; `points` null takes it back.
 */
export type FigureRow = {
  _id: string;
  assigner: string;
  unit: string;
  criterion: string;
  month: string;
  /** 1 for the first of its unit, criterion and month; the highest holds. */
  number: number;
  replaces: string | null;
  points: number | null;
  document: Paper;
  reason: string | null;
  at: Moment;
  by: string;
};

export const figureSchema = new Schema(
  {
    _id: String,
    assigner: String,
    unit: String,
    criterion: String,
    month: String,
    number: Number,
    replaces: String,
    points: Number,
    document: { notation: String, issuedOn: String },
    reason: String,
    at: String,
    by: String,
  },
  { collection: 'figures', versionKey: false, strict: 'throw', minimize: false },
);

figureSchema.index({ assigner: 1, month: 1, criterion: 1, unit: 1, number: 1 }, { unique: true });
figureSchema.index({ assigner: 1, criterion: 1 });

function figures(connection: Connection) {
  return modelOf<FigureRow>(connection, 'Figure', figureSchema);
}

/** Writes figures, in one transaction. A number that is there already throws code 11000: somebody was faster. */
export async function insertFigures(
  connection: Connection,
  session: ClientSession,
  rows: readonly FigureRow[],
): Promise<void> {
  await figures(connection).collection.insertMany(rows as never, { session });
}

/** Which figures: of an assigner from one month to another, of one criterion or of all. */
export type FigureQuery = { assigner: string; from: string; to: string; criterion?: string };

/** All rows, corrected ones too, by month, criterion, unit and number. */
export async function findFigures(
  connection: Connection,
  { assigner, from, to, criterion }: FigureQuery,
): Promise<FigureRow[]> {
  const filter = {
    assigner,
    month: { $gte: from, $lte: to },
    ...(criterion === undefined ? {} : { criterion }),
  };
  return figures(connection)
    .find(ownFilter(filter))
    .sort({ month: 1, criterion: 1, unit: 1, number: 1 })
    .lean<FigureRow[]>();
}

/** The names of the criteria by which an assigner has figures. */
export async function findCriteria(connection: Connection, assigner: string): Promise<string[]> {
  const names: string[] = await figures(connection).distinct('criterion', { assigner });
  return names.sort();
}
