import {
  MongoClientClosedError,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';

const UNREACHED = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoClientClosedError,
  MongoOperationTimeoutError,
] as const;

/** What a member answers that is going down or is no primary any more: codes of MongoDB's own list. */
const GOING: ReadonlySet<unknown> = new Set([91, 189, 10107, 11600, 11602, 13435, 13436]);

/** Whether an error says that no database could be reached or had a primary, and not that it refused what was asked. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  return (
    UNREACHED.some((kind) => error instanceof kind) ||
    (error instanceof MongoServerError && GOING.has(error.code))
  );
}
