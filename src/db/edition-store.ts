import { type ClientSession, type Connection, Schema, trusted } from 'mongoose';
import type { Day, Moment } from '../domain/day.ts';
import { EDITION_STATES, type EditionBasis, type EditionState, type FrozenFact } from '../domain/edition.ts';
import type { PublishedScheme } from '../domain/published-scheme.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { Fact } from '../domain/sum-facts.ts';
import { modelOf } from './model.ts';

/** A frozen ranking: what it rests on, what came out, its SHA-256, and where it is on its course. Facts beside it. */
export type EditionRow = EditionBasis & {
  _id: string;
  result: PublishedRow[];
  sha256: string;
  facts: number;
  frozenAt: Moment;
  frozenBy: string;
  state: EditionState;
  /** The last day on which its lines may be disputed, from its opening on. */
  disputesUntil: Day | null;
  /** Each step of its course: to which state, when, by whom. */
  course: { state: EditionState; at: Moment; by: string }[];
};

export const editionSchema = new Schema(
  {
    _id: String,
    assigner: String,
    period: String,
    cutoff: String,
    until: String,
    edition: Number,
    replaces: String,
    corrects: String,
    reason: String,
    scheme: Schema.Types.Mixed,
    units: [Schema.Types.Mixed],
    calendar: [Schema.Types.Mixed],
    seal: Schema.Types.Mixed,
    seen: [Schema.Types.Mixed],
    amendments: [Schema.Types.Mixed],
    figures: [Schema.Types.Mixed],
    adjustments: [Schema.Types.Mixed],
    result: [Schema.Types.Mixed],
    sha256: String,
    facts: Number,
    frozenAt: String,
    frozenBy: String,
    state: String,
    disputesUntil: String,
    course: [Schema.Types.Mixed],
  },
  { collection: 'editions', versionKey: false, strict: 'throw', minimize: false },
);

editionSchema.index({ assigner: 1, period: 1, edition: 1 }, { unique: true });
editionSchema.index({ assigner: 1, frozenAt: -1 });
editionSchema.index({ assigner: 1, state: 1, frozenAt: -1 });

export const editionFactsSchema = new Schema(
  { edition: String, part: Number, facts: [Schema.Types.Mixed] },
  { collection: 'editionFacts', versionKey: false, strict: 'throw', minimize: false },
);

editionFactsSchema.index({ edition: 1, part: 1 }, { unique: true });

function editions(connection: Connection) {
  return modelOf<EditionRow>(connection, 'Edition', editionSchema);
}

function parts(connection: Connection) {
  type Part = { edition: string; part: number; facts: FrozenFact[] };
  return modelOf<Part>(connection, 'EditionFacts', editionFactsSchema);
}

/** One edition, null when there is none. */
export async function findEdition(connection: Connection, id: string): Promise<EditionRow | null> {
  return editions(connection).findById(id).lean<EditionRow>();
}

/** The newest edition of a period, null before the first. */
export async function findLastEdition(
  connection: Connection,
  assigner: string,
  period: string,
): Promise<EditionRow | null> {
  return editions(connection).findOne({ assigner, period }).sort({ edition: -1 }).lean<EditionRow>();
}

/** An edition without the long lists that it rests on and gives. */
export type EditionHead = Omit<EditionRow, 'calendar' | 'seen' | 'figures' | 'adjustments' | 'result'>;

const HEAD = { calendar: 0, seen: 0, figures: 0, adjustments: 0, result: 0 } as const;

/** The editions of a period, in the order of their numbers. */
export async function findEditionsOf(
  connection: Connection,
  assigner: string,
  period: string,
  session: ClientSession | null = null,
): Promise<EditionHead[]> {
  return editions(connection)
    .find({ assigner, period })
    .session(session)
    .select(HEAD)
    .sort({ edition: 1 })
    .lean<EditionHead[]>();
}

/** The editions of an assigner that were scored by a version of a scheme, and are no drafts any more. */
export async function findScoredBy(
  connection: Connection,
  assigner: string,
  { name, version }: Pick<PublishedScheme, 'name' | 'version'>,
): Promise<EditionHead[]> {
  const states = EDITION_STATES.filter((state) => state !== 'draft');
  return editions(connection)
    .find({ assigner, state: trusted({ $in: states }), 'scheme.name': name, 'scheme.version': version })
    .select(HEAD)
    .lean<EditionHead[]>();
}

/** The editions of an assigner, newest first, at most `limit`. */
export async function findEditions(
  connection: Connection,
  assigner: string,
  limit: number,
): Promise<EditionRow[]> {
  const newest = { frozenAt: -1, edition: -1 } as const;
  return editions(connection).find({ assigner }).sort(newest).limit(limit).lean<EditionRow[]>();
}

/** Keeps one part of an edition's facts; written before the edition itself, so that an edition is whole once it is there. */
export async function putEditionFacts(
  connection: Connection,
  edition: string,
  part: number,
  facts: readonly FrozenFact[],
): Promise<void> {
  await parts(connection).collection.insertOne({ edition, part, facts: [...facts] } as never);
}

/** Removes the facts of an edition that was not written after all. */
export async function removeEditionFacts(connection: Connection, edition: string): Promise<void> {
  await parts(connection).deleteMany({ edition });
}

/** Writes an edition behind its facts. A number that exists throws code 11000. */
export async function insertEdition(
  connection: Connection,
  session: ClientSession,
  row: EditionRow,
): Promise<void> {
  await editions(connection).collection.insertOne(row as never, { session });
}

/** The facts of an edition, part by part, in their order. */
export async function* streamEditionFacts(
  connection: Connection,
  edition: string,
): AsyncGenerator<FrozenFact[]> {
  const cursor = parts(connection)
    .find({ edition })
    .sort({ part: 1 })
    .lean<{ facts: FrozenFact[] }>()
    .cursor();
  for await (const part of cursor) yield (part as unknown as { facts: FrozenFact[] }).facts;
}

/** The facts of one unit in an edition. */
export async function findEditionFacts(
  connection: Connection,
  edition: string,
  unit: string,
): Promise<FrozenFact[]> {
  const own = { $filter: { input: '$facts', cond: { $eq: ['$$this.unit', { $literal: unit }] } } };
  const found = await parts(connection)
    .aggregate<{ facts: FrozenFact[] }>([
      { $match: { edition } },
      { $sort: { part: 1 } },
      { $project: { facts: own } },
    ])
    .exec();
  return found.flatMap(({ facts }) => facts);
}

/** The facts of units in an edition, points plain, those that a score counts alike as one with its count. */
export async function findFactsAlike(
  connection: Connection,
  edition: string,
  units: readonly string[],
): Promise<Required<Fact>[]> {
  const names = ['unit', 'component', 'weight', 'points', 'daysLate'];
  const alike = Object.fromEntries(names.map((name) => [name, `$facts.${name}`]));
  return parts(connection)
    .aggregate<Required<Fact>>([
      { $match: { edition } },
      { $unwind: '$facts' },
      { $match: { 'facts.unit': { $in: [...units] } } },
      { $group: { _id: alike, count: { $sum: 1 } } },
      { $replaceRoot: { newRoot: { $mergeObjects: ['$_id', { count: '$count' }] } } },
    ])
    .exec();
}

/** Moves an edition on from one state to the next; false when it is not in that state any more. */
export async function moveEdition(
  connection: Connection,
  session: ClientSession,
  id: string,
  from: EditionState,
  step: EditionRow['course'][number],
  disputesUntil: Day | null = null,
): Promise<boolean> {
  const moved = await editions(connection).updateOne(
    { _id: id, state: from },
    { $set: { state: step.state, disputesUntil }, $push: { course: step } },
    { session },
  );
  return moved.modifiedCount === 1;
}
