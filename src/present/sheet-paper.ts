import type { Block, Paper } from '../documents/paper.ts';
import type { PublishedRow, Row } from '../domain/row.ts';
import { formatNumber } from './format.ts';
import { periodWords } from './period-words.ts';
import { paperFrame, type RankingTable, statusText } from './ranking-papers.ts';
import {
  adjustmentSentence,
  componentName,
  gradeName,
  pointsText,
  rangeOf,
  reasonSentence,
  rowSentences,
  speechOf,
} from './score-words.ts';

/** A line as the sheet says it; `sentence` is finished words, costliest lines first. */
export type SheetLine = {
  component: string;
  weight: number;
  points: number;
  sentence: string;
  code: string;
  content: string;
};

/** How many of the lines that cost most are listed. */
const COSTLIEST = 10;

/** Score, how it came about where that is known, rank and grade in sentences; or why there are none. */
export function standingSentences(facts: RankingTable, row: PublishedRow, counted: Row | null): string[] {
  const { t, scheme } = facts;
  const reason = reasonSentence(speechOf(facts), row, scheme);
  if (reason !== null || row.rank === null) return reason === null ? [] : [reason];
  const grade = gradeName(speechOf(facts), row.grade ?? 'notCompleted');
  const explained = counted === null ? [] : rowSentences(speechOf(facts), counted);
  const score = t('paper.sheet.score', { score: pointsText(speechOf(facts), row.score ?? 0) });
  return [
    ...(explained.length === 0 ? [score] : explained),
    t('score.rank', { rank: row.rank, range: rangeOf(t, row), grade }),
  ];
}

/** Each component: how many lines, their weight, and the mean of their points. */
function componentsOf(facts: RankingTable, lines: readonly SheetLine[]): Block {
  const { t, language, scheme } = facts;
  const rows = scheme.components.map(({ name, weight: share }) => {
    const own = lines.filter(({ component }) => component === name);
    const weight = own.reduce((sum, line) => sum + line.weight, 0);
    const points = own.reduce((sum, line) => sum + line.weight * line.points, 0);
    return [
      componentName(speechOf(facts), name),
      formatNumber(share, language),
      formatNumber(own.length, language),
      formatNumber(weight, language),
      weight === 0 ? '–' : pointsText(speechOf(facts), points / weight),
    ];
  });
  return {
    kind: 'table',
    columns: [
      { heading: t('paper.sheet.component'), share: 36, align: 'left' },
      { heading: t('paper.sheet.share'), share: 16, align: 'right' },
      { heading: t('paper.sheet.count'), share: 16, align: 'right' },
      { heading: t('paper.sheet.weight'), share: 16, align: 'right' },
      { heading: t('paper.sheet.mean'), share: 16, align: 'right' },
    ],
    rows,
  };
}

function costliestOf({ t }: RankingTable, lines: readonly SheetLine[]): Block {
  const lost = lines.filter(({ points }) => points < 100).slice(0, COSTLIEST);
  if (lost.length === 0) return { kind: 'paragraph', text: t('paper.sheet.noneLost') };
  return {
    kind: 'list',
    items: lost.map(({ code, content, sentence }) =>
      [code, content, sentence].filter((one) => one !== '').join('. '),
    ),
  };
}

/** What a sheet says of a unit beside its row: that row with its parts, its lines, and its bonus and penalty. */
export type Sheet = {
  lines: readonly SheetLine[];
  counted: Row | null;
  adjustments: readonly Parameters<typeof adjustmentSentence>[1][];
};

/** Bonus and penalty in words, in a part of their own; none where there are none. */
function adjustmentBlocks(facts: RankingTable, adjustments: Sheet['adjustments']): Block[] {
  if (adjustments.length === 0) return [];
  const items = adjustments.map((one) => adjustmentSentence(speechOf(facts), one).text);
  return [
    { kind: 'section', text: facts.t('adjustment.title') },
    { kind: 'list', items },
  ];
}

/**
 * The sheet of one unit for the yearly evaluation of its leaders: score, rank and grade in sentences, components, bonus and
 * penalty, and the lines that cost most.
 */
export function sheetPaper(
  facts: RankingTable,
  row: PublishedRow,
  { lines, counted, adjustments }: Sheet,
): Paper {
  const { t, period, assigner, nameOf, scheme } = facts;
  const unit = nameOf(row.unit);
  const said = { unit, period: periodWords(period, t), scheme: scheme.name, version: scheme.version };
  return {
    ...paperFrame(facts),
    organ: [assigner.toLocaleUpperCase('vi'), t('paper.office').toLocaleUpperCase('vi')],
    title: t('paper.sheet.subject', said),
    number: null,
    heading: t('paper.sheet.heading'),
    subject: t('paper.sheet.subject', said),
    blocks: [
      { kind: 'paragraph', text: t('paper.sheet.purpose', said) },
      { kind: 'note', text: statusText(facts) },
      { kind: 'section', text: t('paper.sheet.result') },
      ...standingSentences(facts, row, counted).map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'section', text: t('paper.sheet.components') },
      componentsOf(facts, lines),
      ...adjustmentBlocks(facts, adjustments),
      { kind: 'section', text: t('paper.sheet.lost', { n: COSTLIEST }) },
      costliestOf(facts, lines),
    ],
    signature: { lines: [t('paper.chief').toLocaleUpperCase('vi')], name: t('paper.blank') },
    recipients: null,
    annexes: [],
  };
}
