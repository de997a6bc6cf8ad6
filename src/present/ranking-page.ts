import type { FrozenAdjustment } from '../domain/edition.ts';
import type { Period } from '../domain/period.ts';
import type { Row } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { SHIPPED_NAMES, type ShippedName } from '../domain/shipped-schemes.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import type { PeriodLinks } from './components.ts';
import { formatDay, formatNumber } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import { type BoardCells, type BoardFacts, boardCells } from './ranking-board.ts';
import { flawSentences, schemeSentences } from './scheme-words.ts';
import {
  adjustmentSentence,
  figureSentence,
  gradeName,
  inPoints,
  lineSentence,
  reasonSentence,
  rowSentences,
  type ScoreLine,
  speechOf,
} from './score-words.ts';
import { type WhatIfFacts, type WhatIfItem, whatIfItems } from './what-if-words.ts';
import type { Language, Translate } from './words.ts';

/** What both pages rest on; `group` null for all. */
export type RankingFacts = {
  language: Language;
  t: Translate;
  period: Period;
  group: string | null;
  /** The groups that one may choose from. */
  groups: readonly string[];
  rows: readonly Row[];
  adjustments: readonly FrozenAdjustment[];
  scheme: Scheme;
  /** The name by which it was asked for; null when it is the one in force. */
  shipped: ShippedName | null;
  cutoff: string;
  hash: string;
  unitOf: (code: string) => Unit | undefined;
};

/** One fact, `points` plain; a figure of another body has no task, and the day of its document. */
export type LineFacts = ScoreLine & {
  task: string | null;
  code: string;
  content: string;
  issuedOn: string | null;
  component: string;
};

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

export type RankingModel = {
  about: string;
  /** The scheme's name, as it stands in `about`. */
  scheme: string;
  periods: PeriodLinks;
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

export type UnitRankingModel = {
  back: { href: string; text: string };
  about: string;
  /** The scheme's name, as it stands in `about`. */
  scheme: string;
  periods: PeriodLinks;
  sentences: string[];
  /** Bonus and penalty; `names` are data. */
  adjustments: { text: string; names: string[] }[];
  /** What would have changed the score most. */
  whatIf: WhatIfItem[];
  lines: { sentence: string; href: string | null; code: string; content: string; names: string[] }[];
};

function nameOf({ unitOf }: RankingFacts, code: string): string {
  return unitOf(code)?.name ?? code;
}

/** `khoảng 3 đến 12`; empty for a row without a rank. */
export function rangeOf(t: Translate, row: Pick<Row, 'rankFrom' | 'rankTo'>): string {
  if (row.rankFrom === null || row.rankTo === null) return '';
  return row.rankFrom === row.rankTo
    ? t('score.range.one', { n: row.rankFrom })
    : t('score.range', { from: row.rankFrom, to: row.rankTo });
}

function rankedOf(facts: RankingFacts, board: BoardFacts, row: Row): Ranked {
  return {
    rank: String(row.rank),
    unit: nameOf(facts, row.unit),
    href: paths.ranking(row.unit, { period: facts.period.text, ...named(facts.shipped) }),
    score: inPoints(speechOf(facts), row.score ?? 0),
    range: rangeOf(facts.t, row),
    grade: row.grade === null ? '' : gradeName(speechOf(facts), row.grade),
    tasks: formatNumber(row.tasks, facts.language),
    ...boardCells(speechOf(facts), facts.language, board, row),
  };
}

function chartOf({ t, period, shipped }: RankingFacts, group: string): Table['chart'] {
  return {
    src: paths.rankingChart({ period: period.text, group, ...named(shipped) }),
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
  const { scheme, period } = facts;
  return facts.rows.flatMap((row) => {
    const reason = reasonSentence(speechOf(facts), row, scheme);
    if (reason === null) return [];
    return [
      {
        unit: nameOf(facts, row.unit),
        href: paths.ranking(row.unit, { period: period.text, ...named(facts.shipped) }),
        reason,
      },
    ];
  });
}

function groupLinks({ t, group, groups, period, shipped }: RankingFacts): PeriodLinks | null {
  if (groups.length < 2) return null;
  const link = (one: string | null, text: string) => ({
    href: paths.rankings({ period: period.text, group: one, ...named(shipped) }),
    text,
    current: one === group,
  });
  return {
    label: t('statistics.group'),
    links: [link(null, t('statistics.group.all')), ...groups.map((one) => link(one, t(`group.${one}`)))],
  };
}

/** The scheme in an address; the one in force is not said. */
export function named(shipped: ShippedName | null): { scheme?: ShippedName } {
  return shipped === null ? {} : { scheme: shipped };
}

function schemeLinks({ t, period, group, shipped }: RankingFacts): PeriodLinks {
  return {
    label: t('score.scheme'),
    links: [null, ...SHIPPED_NAMES].map((name) => ({
      href: paths.rankings({ period: period.text, group, ...named(name) }),
      text: t(name === null ? 'score.scheme.inForce' : `score.scheme.${name}`),
      current: name === shipped,
    })),
  };
}

/** The ranking, a table for each group, apart from it whoever has no rank, and why (pages.md, "Ranking"). */
export function rankingModel(facts: RankingFacts, board: BoardFacts): RankingModel {
  const { t, period, group, scheme, cutoff, hash, shipped } = facts;
  return {
    about: t('score.about', {
      period: periodWords(period, t),
      scheme: scheme.name,
      cutoff: formatDay(cutoff),
    }),
    scheme: scheme.name,
    periods: periodLinks(
      period,
      cutoff,
      (one) => paths.rankings({ period: one, group, ...named(shipped) }),
      t,
    ),
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

function lineOf(facts: RankingFacts, line: LineFacts): UnitRankingModel['lines'][number] {
  const { task, code, content, component, issuedOn } = line;
  const sentence = lineSentence(speechOf(facts), line, facts.scheme);
  if (task !== null || issuedOn === null) {
    return { sentence, href: task === null ? null : paths.task(task), code, content, names: [content] };
  }
  const said = figureSentence(speechOf(facts), { component, document: content, issuedOn });
  const month = `${code.slice(5)}/${code.slice(0, 4)}`;
  return { sentence, href: null, code: month, content: said.text, names: said.names };
}

/** One unit's page: how its score came about, then its lines, costliest first (pages.md, "Ranking"). */
export function unitRankingModel(
  facts: RankingFacts,
  row: Row,
  lines: readonly LineFacts[],
  whatIf: readonly WhatIfFacts[],
): UnitRankingModel {
  const { t, period, scheme, cutoff, shipped } = facts;
  const speech = speechOf(facts);
  const reason = reasonSentence(speech, row, scheme);
  const rank =
    row.rank === null
      ? []
      : [
          t('score.rank', {
            rank: row.rank,
            range: rangeOf(t, row),
            grade: gradeName(speech, row.grade ?? 'notCompleted'),
          }),
        ];
  return {
    back: { href: paths.rankings({ period: period.text, ...named(shipped) }), text: t('score.title') },
    about: t('score.about', {
      period: periodWords(period, t),
      scheme: scheme.name,
      cutoff: formatDay(cutoff),
    }),
    scheme: scheme.name,
    periods: periodLinks(
      period,
      cutoff,
      (one) => paths.ranking(row.unit, { period: one, ...named(shipped) }),
      t,
    ),
    sentences: reason === null ? [...rowSentences(speech, row), ...rank] : [reason],
    adjustments: facts.adjustments
      .filter(({ unit }) => unit === row.unit)
      .map((adjustment) => adjustmentSentence(speech, adjustment)),
    whatIf: whatIfItems(speech, row, lines, whatIf),
    lines: lines.map((line) => lineOf(facts, line)),
  };
}
