import type { Row } from '../domain/row.ts';
import { SHIPPED_NAMES } from '../domain/shipped-schemes.ts';
import { paths } from '../paths.ts';
import type { PeriodLinks } from './components.ts';
import { formatNumber } from './format.ts';
import { periodWords } from './period-words.ts';
import { type BoardCells, type BoardFacts, boardCells } from './ranking-board.ts';
import { nameOf, type RankingFacts, type RankingHead, rankingHead } from './ranking-facts.ts';
import { rankingQuery, schemeQuery } from './ranking-query.ts';
import { flawSentences, schemeSentences } from './scheme-words.ts';
import { gradeName, inPoints, rangeOf, reasonSentence, speechOf } from './score-words.ts';

type Ranked = BoardCells & {
  rank: string;
  unit: string;
  href: string;
  score: string;
  range: string;
  grade: string;
  tasks: string;
};

/** `chart` has the same figures as the rows. */
type Table = {
  id: string;
  caption: string;
  before: string;
  chart: { src: string; alt: string } | null;
  rows: Ranked[];
};
type Apart = { unit: string; href: string; reason: string };

export type RankingModel = RankingHead & {
  groups: PeriodLinks | null;
  schemes: PeriodLinks;
  /** How a score is counted, in one sentence. */
  sentence: string;
  how: string[];
  /** What is known to be wrong with the scheme. */
  flaws: string[];
  tables: Table[];
  apart: Apart[];
  proof: string;
};

function rankedOf(facts: RankingFacts, board: BoardFacts, row: Row): Ranked {
  return {
    rank: String(row.rank),
    unit: nameOf(facts, row.unit),
    href: paths.ranking(row.unit, rankingQuery(facts)),
    score: inPoints(speechOf(facts), row.score ?? 0),
    range: rangeOf(facts.t, row),
    grade: row.grade === null ? '' : gradeName(speechOf(facts), row.grade),
    tasks: formatNumber(row.tasks, facts.language),
    ...boardCells(speechOf(facts), facts.language, board, row),
  };
}

function chartOf({ t, period, shipped }: RankingFacts, group: string): Table['chart'] {
  return {
    src: paths.rankingChart({ period: period.text, group, ...schemeQuery(shipped) }),
    alt: t('reading.chart.alt', { group: t(`group.${group}`) }),
  };
}

function tablesOf(facts: RankingFacts, board: BoardFacts): Table[] {
  const { t } = facts;
  const before = board.earlier === null ? '–' : periodWords(board.earlier.period, t);
  const ranked = facts.rows.filter(({ rank }) => rank !== null);
  return [...Map.groupBy(ranked, ({ group }) => group)].map(([group, rows]) => ({
    id: `group-${group ?? 'none'}`,
    caption: t(`group.${group ?? 'none'}`),
    chart: group === null ? null : chartOf(facts, group),
    before: t('reading.column.before', { period: before }),
    rows: rows.map((row) => rankedOf(facts, board, row)),
  }));
}

function apartOf(facts: RankingFacts): Apart[] {
  const { scheme } = facts;
  return facts.rows.flatMap((row) => {
    const reason = reasonSentence(speechOf(facts), row, scheme);
    if (reason === null) return [];
    return [
      {
        unit: nameOf(facts, row.unit),
        href: paths.ranking(row.unit, rankingQuery(facts)),
        reason,
      },
    ];
  });
}

function groupLinks({ t, group, groups, period, shipped }: RankingFacts): PeriodLinks | null {
  if (groups.length < 2) return null;
  const link = (one: string | null, text: string) => ({
    href: paths.rankings({ period: period.text, group: one, ...schemeQuery(shipped) }),
    text,
    current: one === group,
  });
  return {
    label: t('statistics.group'),
    links: [link(null, t('statistics.group.all')), ...groups.map((one) => link(one, t(`group.${one}`)))],
  };
}

function schemeLinks({ t, period, group, shipped }: RankingFacts): PeriodLinks {
  return {
    label: t('score.scheme'),
    links: [null, ...SHIPPED_NAMES].map((name) => ({
      href: paths.rankings({ period: period.text, group, ...schemeQuery(name) }),
      text: t(name === null ? 'score.scheme.inForce' : `score.scheme.${name}`),
      current: name === shipped,
    })),
  };
}

/** The ranking, a table for each group, apart from it whoever has no rank, and why (pages.md, "Ranking"). */
export function rankingModel(facts: RankingFacts, board: BoardFacts): RankingModel {
  const { t, group, scheme, hash, shipped } = facts;
  return {
    ...rankingHead(facts, (period) => paths.rankings({ period, group, ...schemeQuery(shipped) })),
    groups: groupLinks(facts),
    schemes: schemeLinks(facts),
    sentence: t(scheme.kappa === 0 ? 'score.sentence.mean' : 'score.sentence'),
    how: [...schemeSentences(facts, scheme), t('reading.before')],
    flaws: flawSentences(facts, scheme),
    tables: tablesOf(facts, board),
    apart: apartOf(facts),
    proof: hash,
  };
}
