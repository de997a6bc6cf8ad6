import type { EditionRow } from '../db/edition-store.ts';
import type { PublishedItem } from '../db/portal-queries.ts';
import { type Moment, ZONE } from '../domain/day.ts';
import type { EditionState } from '../domain/edition.ts';
import { isReplaced, successorOf } from '../domain/edition-course.ts';
import { type Period, parsePeriod } from '../domain/period.ts';
import type { PublishedRow } from '../domain/row.ts';
import type { Scheme } from '../domain/scheme.ts';
import { paths } from '../paths.ts';
import type { Link } from './components.ts';
import { isSameScheme } from './edition-words.ts';
import { formatDay, formatNumber } from './format.ts';
import { periodWords } from './period-words.ts';
import { flawSentences, schemeSentences } from './scheme-words.ts';
import {
  gradeName,
  pointsText,
  publicAdjustmentSentence,
  rangeOf,
  reasonSentence,
  speechOf,
} from './score-words.ts';
import type { Reader } from './words.ts';

type Ranked = { rank: string; unit: string; score: string; range: string; grade: string; tasks: string };

export type PortalListModel = { about: string; items: (Link & { note: string })[] };

export type PortalModel = {
  back: Link;
  about: string;
  /** The names in `about`, which stay Vietnamese. */
  names: string[];
  corrected: Link | null;
  corrects: {
    href: string;
    text: string;
    reason: string;
    scheme: { text: string; names: string[] } | null;
  } | null;
  tables: { id: string; caption: string; rows: Ranked[] }[];
  apart: { unit: string; reason: string }[];
  /** Bonus and penalty; `names` are data. */
  adjustments: { unit: string; text: string; names: string[] }[];
  how: string[];
  flaws: string[];
  sha256: string;
  seal: { number: string; hash: string } | null;
  files: (Link & { name: string })[];
  steps: { text: string; command: string }[];
};

function dayOf(moment: Moment): string {
  return formatDay(Temporal.Instant.from(moment).toZonedDateTimeISO(ZONE).toPlainDate().toString());
}

function publishedOn(course: readonly { state: EditionState; at: Moment }[]): string {
  const step = course.findLast(({ state }) => state === 'published');
  return step === undefined ? '' : dayOf(step.at);
}

/** `Xếp hạng quý 3/2026`, and which edition, beyond the first. */
export function editionTitle(
  { t }: Pick<Reader, 't'>,
  { period, edition }: Pick<EditionRow, 'period' | 'edition'>,
): string {
  const words = periodWords(parsePeriod(period) as Period, t);
  return edition === 1
    ? t('portal.item', { period: words })
    : t('portal.item.again', { period: words, edition });
}

/** What is published, newest first; of a corrected edition it is said. */
export function portalListModel(
  reader: Reader,
  items: readonly PublishedItem[],
  assigner: string,
): PortalListModel {
  const { t } = reader;
  const ofPeriod = ({ period }: PublishedItem) => items.filter((one) => one.period === period);
  return {
    about: t('portal.about', { assigner }),
    items: items.map((item) => {
      const said = { cutoff: formatDay(item.cutoff), day: publishedOn(item.course) };
      return {
        href: paths.portalEdition(item._id),
        text: editionTitle(reader, item),
        note: t(
          isReplaced(item, successorOf(item, ofPeriod(item))) ? 'portal.note.replaced' : 'portal.note',
          said,
        ),
      };
    }),
  };
}

function rankedOf(reader: Reader, row: PublishedRow, names: ReadonlyMap<string, string>): Ranked {
  const speech = speechOf(reader);
  return {
    rank: String(row.rank),
    unit: names.get(row.unit) ?? row.unit,
    score: pointsText(speechOf(reader), row.score ?? 0),
    range: rangeOf(reader.t, row),
    grade: row.grade === null ? '' : gradeName(speech, row.grade),
    tasks: formatNumber(row.tasks, reader.language),
  };
}

/** The files to recompute by, and how. `facts.json` and the others are the names that the commands use. */
function filesOf({ t }: Reader, id: string): PortalModel['files'] {
  return [
    { href: paths.portalJson(id), text: t('portal.file.facts'), name: 'facts.json' },
    { href: paths.portalScheme(id), text: t('portal.file.scheme'), name: 'scheme.json' },
    { href: paths.portalBytes(id), text: t('portal.file.edition'), name: 'edition.json' },
    { href: paths.portalCsv(id), text: t('portal.file.csv'), name: 'ranking.csv' },
    { href: paths.portalProgram(), text: t('portal.file.program'), name: 'recompute.py' },
  ];
}

function stepsOf({ t }: Reader): PortalModel['steps'] {
  return [
    { text: t('portal.step.hash'), command: 'sha256sum edition.json' },
    { text: t('portal.step.score'), command: 'python3 recompute.py facts.json scheme.json' },
  ];
}

function wayTo(reader: Reader, item: PublishedItem): Link {
  return { href: paths.portalEdition(item._id), text: editionTitle(reader, item) };
}

function otherScheme({ t }: Reader, { scheme: { name, version } }: PublishedItem) {
  return { text: t('portal.otherScheme', { scheme: name, version }), names: [name] };
}

/** A published edition as anyone reads it: tables, how it was counted, and how to count it again. */
export function portalModel(
  reader: Reader,
  row: EditionRow,
  facts: {
    scheme: Scheme;
    assigner: string;
    /** Among what is published of its period. */
    correctedBy: PublishedItem | null;
    corrects: PublishedItem | null;
  },
): PortalModel {
  const { t } = reader;
  const { scheme, assigner, correctedBy, corrects } = facts;
  const names = new Map(row.units.map(({ code, name }) => [code, name]));
  const ranked = row.result.filter(({ rank }) => rank !== null);
  const said = { assigner, scheme: scheme.name, version: scheme.version, cutoff: formatDay(row.cutoff) };
  return {
    back: { href: paths.portal(), text: t('portal.title') },
    about: t('portal.edition.about', { ...said, day: publishedOn(row.course) }),
    names: [assigner, scheme.name],
    corrected: correctedBy === null ? null : wayTo(reader, correctedBy),
    corrects:
      corrects === null
        ? null
        : {
            ...wayTo(reader, corrects),
            reason: row.reason ?? '',
            scheme: isSameScheme(row, corrects) ? null : otherScheme(reader, corrects),
          },
    tables: [...Map.groupBy(ranked, ({ group }) => group)].map(([group, rows]) => ({
      id: `group-${group ?? 'none'}`,
      caption: t(`group.${group ?? 'none'}`),
      rows: rows.map((one) => rankedOf(reader, one, names)),
    })),
    apart: row.result.flatMap((one) => {
      const reason = reasonSentence(speechOf(reader), one, scheme);
      return reason === null ? [] : [{ unit: names.get(one.unit) ?? one.unit, reason }];
    }),
    adjustments: row.adjustments.map((one) => ({
      unit: names.get(one.unit) ?? one.unit,
      ...publicAdjustmentSentence(speechOf(reader), one),
    })),
    how: schemeSentences(reader, scheme),
    flaws: flawSentences(reader, scheme),
    sha256: row.sha256,
    seal: row.seal === null ? null : { number: String(row.seal.number), hash: row.seal.hash },
    files: filesOf(reader, row._id),
    steps: stepsOf(reader),
  };
}

/** The table as rows for CSV: names as in the interface, the same for every reader. */
export function portalCsvRows(row: EditionRow): (string | number | null)[][] {
  const names = new Map(row.units.map(({ code, name }) => [code, name]));
  const { period, cutoff, sha256, scheme } = row;
  const head = [
    'period',
    'cutoff',
    'group',
    'rank',
    'rankFrom',
    'rankTo',
    'unit',
    'name',
    'score',
    'low',
    'high',
  ];
  return [
    [...head, 'grade', 'tasks', 'weight', 'reason', 'scheme', 'version', 'sha256'],
    ...row.result.map((one) => [
      ...[
        period,
        cutoff,
        one.group,
        one.rank,
        one.rankFrom,
        one.rankTo,
        one.unit,
        names.get(one.unit) ?? one.unit,
      ],
      ...[one.score, one.low, one.high, one.grade, one.tasks, one.weight, one.reason],
      ...[scheme.name, scheme.version, sha256],
    ]),
  ];
}
