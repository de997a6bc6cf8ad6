import type { Row } from '../domain/row.ts';
import { paths } from '../paths.ts';
import { inPoints, type Speech } from './score-words.ts';

/** A task that cost points, and the unit's row if it had had full points. */
export type WhatIfFacts = { task: string; row: Row };

export type WhatIfItem = { href: string; code: string; content: string; sentence: string };

function sentenceOf(speech: Speech, row: Row, after: Row): string {
  const said = {
    score: inPoints(speech, after.score ?? 0),
    gain: inPoints(speech, (after.score ?? 0) - (row.score ?? 0)),
    rank: after.rank ?? '',
    before: row.rank ?? '',
  };
  return speech.t(after.rank === row.rank ? 'reading.whatIf.sameRank' : 'reading.whatIf.otherRank', said);
}

/** The tasks that cost the unit most, each with score and rank if it had had full points. */
export function whatIfItems(
  speech: Speech,
  row: Row,
  lines: readonly { task: string | null; code: string; content: string }[],
  facts: readonly WhatIfFacts[],
): WhatIfItem[] {
  return facts.flatMap(({ task, row: after }) => {
    const line = lines.find((one) => one.task === task);
    if (line === undefined) return [];
    const { code, content } = line;
    return [{ href: paths.task(task), code, content, sentence: sentenceOf(speech, row, after) }];
  });
}
