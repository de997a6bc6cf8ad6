import type { Moment } from './day.ts';
import type { By } from './post.ts';
import type { Cause, Deadline, Paper } from './task.ts';

/** What a file says of itself in the ledger; the bytes are found by their SHA-256. */
export type FileRef = { id: string; name: string; size: number; sha256: string };

/** What happened, in the past tense: the type and its data. All values are texts, whole numbers, lists or null. */
export type Happening =
  | {
      type: 'assigned';
      data: {
        code: string;
        directive: string;
        group: string | null;
        parent: string | null;
        clause: string | null;
        content: string;
        assigner: string;
        lead: string;
        coordinating: string[];
        deadline: Deadline;
        weight: number;
        monitor: string | null;
      };
    }
  | { type: 'acknowledged'; data: Record<string, never> }
  | { type: 'declined'; data: { reason: string; properUnit: string | null } }
  | { type: 'handlerAssigned'; data: { person: string } }
  | {
      type: 'reported';
      data: {
        progress: number;
        text: string;
        difficulties: string | null;
        proposals: string | null;
        files: FileRef[];
      };
    }
  | { type: 'submitted'; data: { text: string; result: Paper | null; files: FileRef[] } }
  | {
      type: 'extensionRequested';
      data: { deadline: Deadline; reason: string; cause: Cause; inTime: boolean };
    }
  | { type: 'withdrawn'; data: { reason: string; what: 'submission' | 'decline' | 'extension' } }
  | { type: 'verified'; data: { quality: number | null } }
  | { type: 'returned'; data: { reason: string } }
  | { type: 'extensionApproved'; data: { deadline: Deadline; note: string | null } }
  | { type: 'extensionRefused'; data: { reason: string } }
  | { type: 'extended'; data: { deadline: Deadline; reason: string } }
  | {
      type: 'corrected';
      data: {
        content: string | null;
        coordinating: string[] | null;
        deadline: Deadline | null;
        weight: number | null;
        reason: string;
      };
    }
  | { type: 'reassigned'; data: { lead: string; coordinating: string[]; reason: string } }
  | { type: 'overruled'; data: { reason: string } }
  | { type: 'suspended'; data: { reason: string; document: Paper } }
  | { type: 'resumed'; data: { reason: string } }
  | { type: 'recalled'; data: { reason: string } }
  | { type: 'discontinued'; data: { reason: string; document: Paper } }
  | { type: 'reopened'; data: { reason: string } }
  | { type: 'calendarCompleted'; data: { deadline: Deadline; notice: string } };

export type EventType = Happening['type'];

/** An event as it is hashed: what happened, to which task, in which order, when and by whom. */
export type TaskEvent = Happening & {
  task: string;
  seq: number;
  at: Moment;
  by: By;
  previousHash: string | null;
};

/** An event with its own hash, as it is kept. */
export type ChainedEvent = TaskEvent & { hash: string };
