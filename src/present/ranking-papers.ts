import type { Annex, Block, Paper, PaperColumn } from '../documents/paper.ts';
import type { Day } from '../domain/day.ts';
import type { Period } from '../domain/period.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { formatDay, formatNumber } from './format.ts';
import { organOf } from './organ-words.ts';
import { periodWords } from './period-words.ts';
import { gradeName, pointsText, rangeOf, reasonSentence, speechOf } from './score-words.ts';
import type { Language, Translate } from './words.ts';

/** What papers and tables of a ranking are made of; `proof` null for a live one, not `settled` while it may change. */
export type RankingTable = {
  t: Translate;
  language: Language;
  /** The name of the assigner as it stands in the list of units. */
  assigner: string;
  period: Period;
  scheme: Scheme;
  cutoff: Day;
  /** On which day the paper is made. */
  today: Day;
  proof: { sha256: string; settled: boolean } | null;
  rows: readonly PublishedRow[];
  nameOf: (unit: string) => string;
};

/** How far the figures are to be taken: live until a day, frozen but open to disputes, or settled with their proof. */
export function statusText({ t, cutoff, proof }: RankingTable): string {
  const day = formatDay(cutoff);
  if (proof === null) return t('paper.provisional', { day });
  return t(proof.settled ? 'paper.frozen' : 'paper.disputable', { day, sha: proof.sha256 });
}

/** The rows of each group, those of none last. */
export function groupsOf(rows: readonly PublishedRow[]): [group: string | null, rows: PublishedRow[]][] {
  const groups = [...Map.groupBy(rows, ({ group }) => group)];
  return groups.sort(([a], [b]) => Number(a === null) - Number(b === null));
}

/** The name of a group as the heading of its table. */
export function groupText({ t }: Pick<RankingTable, 't'>, group: string | null): string {
  return t(`group.${group ?? 'none'}`);
}

function columnsOf({ t }: RankingTable): PaperColumn[] {
  return [
    { heading: t('score.column.rank'), share: 9, align: 'center' },
    { heading: t('statistics.unit'), share: 33, align: 'left' },
    { heading: t('score.column.score'), share: 10, align: 'right' },
    { heading: t('score.column.range'), share: 14, align: 'left' },
    { heading: t('score.column.grade'), share: 22, align: 'left' },
    { heading: t('score.column.tasks'), share: 12, align: 'right' },
  ];
}

/** A ranked row as texts: rank, unit, score, range, grade, number of tasks. */
export function rankingRow(facts: RankingTable, row: PublishedRow): string[] {
  return [
    String(row.rank),
    facts.nameOf(row.unit),
    pointsText(speechOf(facts), row.score ?? 0),
    rangeOf(facts.t, row),
    row.grade === null ? '' : gradeName(speechOf(facts), row.grade),
    formatNumber(row.tasks, facts.language),
  ];
}

/** The whole table, one per group, and apart from it whoever has no rank, and why. */
export function tableBlocks(facts: RankingTable): Block[] {
  const { rows, scheme, nameOf, t } = facts;
  const ranked = groupsOf(rows.filter(({ rank }) => rank !== null));
  const apart = rows.flatMap((row) => {
    const reason = reasonSentence(speechOf(facts), row, scheme);
    return reason === null ? [] : [`${nameOf(row.unit)}: ${reason}`];
  });
  return [
    ...ranked.flatMap(([group, some]): Block[] => [
      { kind: 'section', text: groupText(facts, group) },
      { kind: 'table', columns: columnsOf(facts), rows: some.map((row) => rankingRow(facts, row)) },
    ]),
    ...(apart.length === 0
      ? []
      : [
          { kind: 'section' as const, text: t('score.apart') },
          { kind: 'list' as const, items: apart },
        ]),
  ];
}

/** What every paper has: the State above, the organ that issues, place and date, which is left to be written in. */
export function paperFrame({ t, language, assigner, today }: RankingTable) {
  const organ = organOf(assigner, t);
  return {
    language,
    nation: t('paper.nation'),
    motto: t('paper.motto'),
    organ: organ.lines as readonly string[],
    placeDate: t('paper.date', { place: organ.place, year: today.slice(0, 4) }),
  };
}

function articlesOf(facts: RankingTable): Block[] {
  const { t, period, cutoff, rows, scheme, proof } = facts;
  const organ = organOf(facts.assigner, t).full;
  const said = {
    organ,
    period: periodWords(period, t),
    day: formatDay(cutoff),
    n: rows.filter(({ rank }) => rank !== null).length,
    scheme: scheme.name,
    version: scheme.version,
    sha: proof?.sha256 ?? '',
  };
  const article = (n: number, text: string): Block => ({
    kind: 'paragraph',
    lead: t('paper.article', { n }),
    text,
  });
  return [
    { kind: 'heading', text: t('paper.decision.authority', { organ }).toLocaleUpperCase('vi') },
    { kind: 'basis', text: t('paper.decision.basisLaw') },
    { kind: 'basis', text: t('paper.decision.basisScheme', said) },
    { kind: 'basis', text: t('paper.decision.proposal', said) },
    { kind: 'heading', text: t('paper.decision.decides') },
    article(1, t('paper.decision.article1', said)),
    article(2, t('paper.decision.article2', said)),
    article(3, t('paper.decision.article3', said)),
  ];
}

function annexOf(facts: RankingTable): Annex {
  const { t, period, today, assigner } = facts;
  const organ = organOf(assigner, t).full;
  const said = { period: periodWords(period, t) };
  return {
    heading: [t('paper.annex'), t('paper.annex.title', said).toLocaleUpperCase('vi')],
    note: t('paper.annex.note', { year: today.slice(0, 4), organ }),
    blocks: [...tableBlocks(facts), { kind: 'note', text: statusText(facts) }],
  };
}

/** The decision that publishes a frozen ranking, its table annexed, ready for number, date and signature. */
export function decisionPaper(facts: RankingTable): Paper {
  const { t, period } = facts;
  const subject = t('paper.decision.subject', { period: periodWords(period, t) });
  return {
    ...paperFrame(facts),
    title: subject,
    number: t('paper.decision.number'),
    heading: t('paper.decision.heading'),
    subject,
    blocks: [
      ...(facts.proof?.settled === true ? [] : [{ kind: 'note' as const, text: statusText(facts) }]),
      ...articlesOf(facts),
    ],
    signature: { lines: [t('paper.chairman').toLocaleUpperCase('vi')], name: t('paper.blank') },
    recipients: {
      label: t('paper.recipients'),
      lines: [
        t('paper.recipients.article'),
        t('paper.recipients.leaders'),
        t('paper.recipients.portal'),
        t('paper.recipients.file'),
      ],
    },
    annexes: [annexOf(facts)],
  };
}

/** The table alone, such as the live ranking, which nobody signs. */
export function tablePaper(facts: RankingTable): Paper {
  const { t, period, scheme } = facts;
  const said = { period: periodWords(period, t), scheme: scheme.name, version: scheme.version };
  return {
    ...paperFrame(facts),
    title: t('paper.table.subject', said),
    number: null,
    heading: t('paper.table.heading'),
    subject: t('paper.table.subject', said),
    blocks: [
      { kind: 'note', text: statusText(facts) },
      { kind: 'paragraph', text: t('paper.table.scheme', said) },
      ...tableBlocks(facts),
    ],
    signature: null,
    recipients: null,
    annexes: [],
  };
}
