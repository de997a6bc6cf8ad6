import type { Hash } from './chain.ts';

/** What a seal says of one task: its last event, by sequence number and hash. */
export type SealedTask = { task: string; seq: number; hash: string };

/** The line of a task in a seal (design.md, section 6). */
export function sealLine({ task, seq, hash }: SealedTask): string {
  return `${task} ${seq} ${hash}`;
}

/** A line read back; null for one that was altered out of its form. */
export function readSealLine(line: string): SealedTask | null {
  const parts = /^([0-9a-f]{24}) (\d+) ([0-9a-f]{64})$/.exec(line);
  return parts === null ? null : { task: parts[1]!, seq: Number(parts[2]), hash: parts[3]! };
}

/** The hash of a seal: of the hash before it (nothing before the first) and its lines, each ended by a line feed. */
export function sealHash(previousHash: string | null, lines: readonly string[], hash: Hash): string {
  return hash([previousHash ?? '', ...lines].map((line) => `${line}\n`).join(''));
}
