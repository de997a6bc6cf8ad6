import type { Row } from '../domain/row.ts';
import { paths } from '../paths.ts';
import type { Link } from './components.ts';
import { type LinePart, lineParts } from './line-parts.ts';
import { type RankingFacts, type RankingHead, rankingHead } from './ranking-facts.ts';
import { rankingQuery } from './ranking-query.ts';
import {
  adjustmentSentence,
  figureSentence,
  gradeName,
  lineSentence,
  rangeOf,
  reasonSentence,
  rowSentences,
  type ScoreLine,
  speechOf,
} from './score-words.ts';
import { type WhatIfFacts, type WhatIfItem, whatIfItems } from './what-if-words.ts';

/** One fact, `points` plain; a figure of another body has no task, and the day of its document. */
export type LineFacts = ScoreLine & {
  task: string | null;
  code: string;
  content: string;
  issuedOn: string | null;
  component: string;
};

export type UnitRankingModel = RankingHead & {
  back: Link;
  sentences: string[];
  /** Bonus and penalty; `names` are data. */
  adjustments: { text: string; names: string[] }[];
  /** What would have changed the score most. */
  whatIf: WhatIfItem[];
  parts: LinePart<UnitLine>[];
};

type UnitLine = { sentence: string; href: string | null; code: string; content: string; names: string[] };

function lineOf(facts: RankingFacts, line: LineFacts): UnitLine {
  const { task, code, content, component, issuedOn } = line;
  const sentence = lineSentence(speechOf(facts), line, facts.scheme);
  if (task !== null || issuedOn === null) {
    return { sentence, href: task === null ? null : paths.task(task), code, content, names: [content] };
  }
  const said = figureSentence(speechOf(facts), { component, document: content, issuedOn });
  const month = `${code.slice(5)}/${code.slice(0, 4)}`;
  return { sentence, href: null, code: month, content: said.text, names: said.names };
}

/** How the score came about and what it is worth, or why there is none. */
function sentencesOf(facts: RankingFacts, row: Row): string[] {
  const { t, scheme } = facts;
  const speech = speechOf(facts);
  const reason = reasonSentence(speech, row, scheme);
  if (reason !== null) return [reason];
  if (row.rank === null) return rowSentences(speech, row);
  const grade = gradeName(speech, row.grade ?? 'notCompleted');
  return [...rowSentences(speech, row), t('score.rank', { rank: row.rank, range: rangeOf(t, row), grade })];
}

/** One unit's page: how its score came about, then its lines, costliest first (pages.md, "Ranking"). */
export function unitRankingModel(
  facts: RankingFacts,
  row: Row,
  lines: readonly LineFacts[],
  whatIf: readonly WhatIfFacts[],
): UnitRankingModel {
  const { t, adjustments } = facts;
  const speech = speechOf(facts);
  const query = rankingQuery(facts);
  return {
    back: { href: paths.rankings(query), text: t('score.title') },
    ...rankingHead(facts, (period) => paths.ranking(row.unit, { ...query, period })),
    sentences: sentencesOf(facts, row),
    adjustments: adjustments
      .filter(({ unit }) => unit === row.unit)
      .map((adjustment) => adjustmentSentence(speech, adjustment)),
    whatIf: whatIfItems(speech, row, lines, whatIf),
    parts: lineParts(t, lines, (line) => lineOf(facts, line)),
  };
}
