import type { StandingWords, Tone } from './standing-words.ts';

/**
 * What the components of `views/components` take, where a page fills them. Every field is given, null where there is
 * nothing: the views are strict. Texts are finished words in the reader's language, addresses come from `paths`.
 */
export type Link = { href: string; text: string };

export type FigureTile = {
  figure: string;
  text: string;
  note: string | null;
  href: string | null;
  tone: Tone;
};

/** A heading; `sorted` for the one by which the rows stand, `href` sorts by it. */
export type Heading = {
  text: string;
  href: string | null;
  sorted: 'ascending' | 'descending' | null;
  number: boolean;
  /** Left out on narrow screens. */
  wide: boolean;
};

/** A task in a list or on a desk. `content` and names are data, so they stay Vietnamese. */
export type TaskItem = {
  href: string;
  code: string;
  content: string;
  notation: string;
  lead: string;
  deadline: string;
  /** `hạn ban đầu 30/06/2026` where it differs. */
  original: string | null;
  standing: StandingWords;
  progress: string;
  changed: string;
  /** The next step of a desk's row. */
  next: Link | null;
};

/** `kind` `desk`: content, paper, deadline, standing, next step; `list`: all of pages.md, "The list of tasks". */
export type TaskTable = {
  kind: 'desk' | 'list';
  /** Whether each row names its paper; not where all are of one. */
  paper: boolean;
  caption: string;
  headings: Heading[];
  items: TaskItem[];
};

/** `label` names it; `pages.label` where there is one list. */
export type Pagination = { label: string; summary: string; previous: string | null; next: string | null };

/** `names` is what of a chip is data. */
export type FilterChips = { chips: (Link & { names: string[] })[]; clear: Link };

export type PeriodLinks = { label: string; links: (Link & { current: boolean })[] };

export type Facts = {
  items: { key: string; value: string; note: string | null; href: string | null; data: boolean }[];
};

/** One event of a task in a sentence; `text` keeps its lines, `sha256` is shown with each file. */
export type TimelineEvent = {
  sentence: string;
  /** What of the sentence, of `paper` and of `who` is data, such as a unit's name. */
  names: string[];
  text: string | null;
  /** The named paper, in the reader's language. */
  paper: string | null;
  files: { href: string; name: string; size: string; sha256: string }[];
  who: string;
  moment: string;
  /** RFC 3339, for machines. */
  at: string;
};

export type EmptyState = { text: string; note: string | null; link: Link | null };

/** `names` is what of the text is data, such as a unit's name. */
type Cell = {
  text: string;
  names: string[];
  href: string | null;
  number: boolean;
  bar: BucketBar | null;
  tone: Tone;
};

/** A wide table of figures; it scrolls inside its own region. `foot` holds the totals. */
export type FiguresTable = {
  id: string;
  caption: string;
  /** On paper it takes a sheet across. */
  landscape: boolean;
  headings: Heading[];
  rows: { head: string; href: string | null; cells: Cell[] }[];
  foot: { head: string; cells: Cell[] } | null;
};

/** The five buckets in the order of the bar (contract.md, "Periods and buckets"). */
export const BUCKETS = ['doneOnTime', 'doneLate', 'openInTime', 'openOverdue', 'noDeadline'] as const;
export type Bucket = (typeof BUCKETS)[number];

export type BucketBar = {
  /** The figures in one sentence, for whoever doesn't see the bar. */
  label: string;
  small: boolean;
  segments: { x: string; width: string; bucket: Bucket }[];
  keys: { bucket: Bucket; text: string; figure: string; href: string | null }[];
};

const WIDTH = 1000;
const GAP = 3;

/** The segments of a bar 1000 wide, with a gap between neighbours so that it reads without colour. */
export function bucketSegments(counts: Record<Bucket, number>): BucketBar['segments'] {
  const shown = BUCKETS.filter((bucket) => counts[bucket] > 0);
  const total = shown.reduce((sum, bucket) => sum + counts[bucket], 0);
  const room = WIDTH - GAP * Math.max(shown.length - 1, 0);
  let x = 0;
  return shown.map((bucket) => {
    const width = (room * counts[bucket]) / total;
    const segment = { x: x.toFixed(1), width: width.toFixed(1), bucket };
    x += width + GAP;
    return segment;
  });
}
