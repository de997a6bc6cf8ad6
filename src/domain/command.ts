import type { FileRef } from './event.ts';
import type { Cause, Deadline, Paper } from './task.ts';

/** What a person asks to be done with a task, its fields already read and understood (contract.md, "Actions"). */
export type Command =
  | { action: 'acknowledge' }
  | { action: 'decline'; reason: string; properUnit: string | null }
  | { action: 'assignHandler'; person: string }
  | {
      action: 'report';
      progress: number;
      text: string;
      difficulties: string | null;
      proposals: string | null;
      files: FileRef[];
    }
  | { action: 'submit'; text: string; result: Paper | null; files: FileRef[] }
  | { action: 'requestExtension'; deadline: Deadline; reason: string; cause: Cause }
  | { action: 'withdraw'; reason: string }
  | { action: 'verify'; quality: number | null }
  | { action: 'return'; reason: string }
  | { action: 'approveExtension'; deadline: Deadline | null; note: string | null }
  | { action: 'refuseExtension'; reason: string }
  | { action: 'extend'; deadline: Deadline; reason: string }
  | {
      action: 'correct';
      content: string | null;
      coordinating: string[] | null;
      /** Null leaves it as it is; a deadline whose `day` is null takes it away. */
      deadline: Deadline | null;
      weight: number | null;
      reason: string;
    }
  | { action: 'reassign'; lead: string; reason: string }
  | { action: 'overrule'; reason: string }
  | { action: 'suspend'; reason: string; document: Paper }
  | { action: 'resume'; reason: string }
  | { action: 'recall'; reason: string }
  | { action: 'discontinue'; reason: string; document: Paper }
  | { action: 'reopen'; reason: string };
