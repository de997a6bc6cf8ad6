import { foldText } from './fold-text.ts';

const ONES = 'một hai ba bốn năm sáu bảy tám chín'.split(' ').map((word, i) => [word, i + 1] as const);
const VARIANTS = [
  ['mốt', 1],
  ['tư', 4],
  ['lăm', 5],
  ['bẩy', 7],
] as const;
const ACCENTED = new Map<string, number>([...ONES, ...VARIANTS, ['mười', 10], ['mươi', 10]]);
const BARE = new Map([...ACCENTED].map(([word, value]) => [foldText(word), value]));

const UNITS = new Set(['ngay', 'tuan', 'thang', 'quy', 'nam']);
const NUMBERED = new Set(['thang', 'quy']);
const REPEATING = new Set(['hang', 'moi']);

/** Words of one number up to 99, as values: 7; 10; 10 5; 2 10; 2 10 5. */
function sumOf(values: readonly number[]): number | null {
  const [a = 0, b = 0, c = 0] = values;
  if (values.length === 1) return a;
  if (values.length === 2 && a === 10 && b < 10) return 10 + b;
  if (values.length === 2 && a < 10 && b === 10) return a * 10;
  return values.length === 3 && a < 10 && b === 10 && c < 10 ? a * 10 + c : null;
}

/** The longest number from the word at `start` on that may stand there, and how many words it has. */
function numberAt(
  words: readonly string[],
  start: number,
  known: Map<string, number>,
): { value: number; length: number } | null {
  const unit = (at: number) => UNITS.has(foldText(words[at] ?? ''));
  const previous = foldText(words[start - 1] ?? '');
  for (let length = 3; length > 0; length--) {
    const values = words.slice(start, start + length).map((word) => known.get(word));
    if (values.length < length || values.includes(undefined)) continue;
    const value = sumOf(values as number[]);
    const last = start + length === words.length || words[start + length] === '/';
    const counts = unit(start + length) && !REPEATING.has(previous) && foldText(words[start] ?? '') !== 'tu';
    const numbers = NUMBERED.has(previous) && (last || !unit(start));
    if (value !== null && (counts || numbers)) return { value, length };
  }
  return null;
}

/** Whether a "sau" without accents may be "sáu" and "sau" alike; a year after it tells that a month is numbered. */
function isEitherSau(words: readonly string[], at: number): boolean {
  const [word, next, afterNext = ''] = words.slice(at, at + 3);
  const dated = next === '/' || (next === 'nam' && /^\d{4}$/.test(afterNext));
  return word === 'sau' && (next === 'muoi' || (NUMBERED.has(words[at - 1] ?? '') && !dated));
}

/**
 * Puts digits for the words of numbers that count (`mười ngày`) or number a month or quarter (`tháng bảy`), in small
 * letters and NFC. "sáu" is not "sau" unless the whole text is without accents, and there `thang sau` (June, or next
 * month) and `sau muoi` (sixty, or after ten) stay words, marked so that nobody guesses.
 */
export function digitsForWords(text: string): string {
  const bare = /^[\x20-\x7e]*$/.test(text);
  const words = text.split(' ');
  const out: string[] = [];
  for (let i = 0; i < words.length; ) {
    const ambiguous = bare && isEitherSau(words, i);
    const number = ambiguous ? null : numberAt(words, i, bare ? BARE : ACCENTED);
    out.push(ambiguous ? 'sau?' : number === null ? (words[i] ?? '') : String(number.value));
    i += number?.length ?? 1;
  }
  return out.join(' ');
}
