import type { Day } from './day.ts';
import { foldText, normalizeText } from './fold-text.ts';
import { KIND_NAMES, LETTER, spellPart } from './notation-symbols.ts';
import { dayFrom, readWrittenDay } from './written-day.ts';

/** A number and notation as understood: `notation` is `36a/NQ-CP`, `number` is `36a`, `symbol` is `NQ-CP`. */
export type Notation = {
  ok: true;
  notation: string;
  number: string;
  symbol: string;
  /** The day that stood beside it, if any. */
  issuedOn: Day | null;
  /** The kind of paper in Vietnamese, from the symbol; null for a law's `QH14`, which several kinds bear. */
  kind: string | null;
};

export type NotationFault = { ok: false; code: 'notNotation' | 'noSuchDay' };

const PART = String.raw`\p{L}[\p{L}\p{N}&.]*`;
const SYMBOL = `${PART}(?: ?[-/] ?${PART})*`;

/** Number, then a year in law-making papers (`30/2020/NĐ-CP`), then the symbol; party papers write `80-NQ/TW`. */
const FORM = new RegExp(
  String.raw`^(?<before>[^\d]*?)(?<number>\d{1,6}\p{L}{0,2}) ?(?<mark>[-/]) ?(?:(?<year>\d{4}) ?/ ?)?(?<symbol>${SYMBOL})(?<after>(?:[ ,;(].*)?)$`,
  'u',
);

const BEFORE = new Set([...Object.values(KIND_NAMES), LETTER, 'Văn bản', 'Công văn số'].map(foldText));

/** Only the name of a kind and "số" may stand before the number. */
function isLeadIn(before: string): boolean {
  const words = foldText(before)
    .replace(/[:.]/g, ' ')
    .trim()
    .replace(/(?:^| )so$/, '')
    .trim();
  return words === '' || BEFORE.has(words);
}

/** A day, and whose paper it is or what it is about, may follow: undefined for anything else. */
function readAfter(after: string): { written: string } | undefined {
  const words = foldText(after)
    .replace(/[(),;]/g, ' ')
    .replace(/ +/g, ' ')
    .replace(/\.$/, '')
    .trim()
    .replace(/(?:^| )(?:cua|ve|v\/v) .*$/, '')
    .trim();
  if (words === '') return { written: '' };
  return readWrittenDay(words)?.year ? { written: words } : undefined;
}

function dayOfPaper(written: string): Day | null {
  const read = readWrittenDay(written);
  return read?.year ? dayFrom(read.year, read.month, read.day) : null;
}

function kindOf(symbol: string): string | null {
  const first = symbol.split(/[-/]/)[0] ?? '';
  if (/^QH\d/.test(first)) return null;
  return KIND_NAMES[first] ?? LETTER;
}

function tidy(text: string): string {
  return normalizeText(text)
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Understands a number and notation in the spellings that papers use (issue 4, Decree 30/2020, annex I): `120/BC-UBND`,
 * `Số: 120 /BC-UBND`, `Kế hoạch số 22/KH-UBND ngày 15/02/2016`, NFC and NFD, odd spaces and dashes, small letters.
 * Leading zeros stay as written. Faults: `notNotation`, and `noSuchDay` for a day beside it that doesn't exist.
 */
export function parseNotation(text: string): Notation | NotationFault {
  const groups = FORM.exec(tidy(text))?.groups;
  const { before = '', number = '', mark = '/', year, symbol: raw = '', after = '' } = groups ?? {};
  const rest = readAfter(after);
  if (groups === undefined || !isLeadIn(before) || rest === undefined)
    return { ok: false, code: 'notNotation' };
  const issuedOn = dayOfPaper(rest.written);
  if (rest.written !== '' && issuedOn === null) return { ok: false, code: 'noSuchDay' };
  const symbol = raw
    .replaceAll(' ', '')
    .replace(/\.$/, '')
    .split(/([-/])/)
    .map(spellPart)
    .join('');
  const digits = number.toLowerCase();
  const notation = [digits, mark, ...(year === undefined ? [] : [year, '/']), symbol].join('');
  return { ok: true, notation, number: digits, symbol, issuedOn, kind: kindOf(symbol) };
}

/** What makes a paper the same: notation, year and issuer, accents, case and spaces aside. */
export function notationKey(notation: string, year: number, issuer: string): string {
  const bare = (text: string) => foldText(tidy(text)).replaceAll(' ', '');
  return `${bare(notation)}|${year}|${bare(issuer)}`;
}
