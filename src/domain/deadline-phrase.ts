import { addMonths, type Day } from './day.ts';
import { stripFrames } from './deadline-frame.ts';
import { foldText } from './fold-text.ts';
import { digitsForWords } from './number-words.ts';

/**
 * A deadline's words, made even and taken apart: what frames them, the hour, and the `body` to be read. `opening`
 * is the first end of a stretch.
 */
export type Phrase = {
  body: string;
  opening: string | null;
  /** "trước" was read. */
  before: boolean;
  /** "từ" was read: a beginning. */
  begins: boolean;
  /** "định kỳ" was read: a repetition. */
  repeats: boolean;
  /** "trong" or "hết" was read, after which a bare "tháng" is the present one. */
  within: boolean;
  clock: string | null;
};

/** `17 giờ`, `17h30`, `17:00`, `17 giờ 30 phút`. */
const CLOCK = /(?:^| )(\d{1,2}) ?(?:gio|h|g|:(?=\d))(?:(\d{2})| (\d{1,2}) phut| (\d{2})(?= ngay ))?(?= |$)/;

function evenDates(text: string): string {
  return text
    .replace(/ ?\/ ?/g, '/')
    .replace(/(?<!\d)(\d{1,2}) ?([-.]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)/g, '$1/$3/$4')
    .replace(/(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g, '$3/$2/$1')
    .replace(/\b(thang|quy) (\d{1,2}|[iv]+) ?- ?(?:nam )?(\d{4})(?!\d)/g, '$1 $2/$3')
    .replace(/\b(thang|quy) (\d{1,2}|[iv]+)-(\d{1,2}|[iv]+)\b/g, '$1 $2 den $3')
    .replace(/(\d)-(?=\d{4}(?:$| )|\d{1,2}\/\d)/g, '$1 den ')
    .replace(/ - /g, ' den ');
}

/** Says in figures what "this" and "next" month, quarter and year are, seen from the day. */
function nameRelatives(text: string, from: Day): string {
  const year = Number(from.slice(0, 4));
  return text
    .replace(/\bnam (nay|sau|toi)\b/g, (_, which: string) => `nam ${which === 'nay' ? year : year + 1}`)
    .replace(/\b(thang|quy) (nay|sau|toi)\b/g, (_, unit: string, which: string) => {
      const months = unit === 'quy' ? 3 : 1;
      const day = addMonths(from.slice(0, 8).concat('01'), which === 'nay' ? 0 : months);
      return `${unit} ${Math.ceil(Number(day.slice(5, 7)) / months)}/${day.slice(0, 4)}`;
    });
}

/** `10 (mười)` is 10; figures and words that differ both stay, and aren't understood. */
function readTwice(whole: string, figures: string, words: string): string {
  return digitsForWords(`${words} ngay`) === `${Number(figures)} ngay` ? figures : whole;
}

function evenText(text: string, from: Day): string {
  const plain = text
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/(\d{1,3})\s?\(\s?([^()]{2,16}?)\s?\)/g, readTwice)
    .replace(/\//g, ' / ')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[,;()"“”'‘’]|[.](?!\d)|:(?!\d)/g, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const folded = foldText(digitsForWords(plain));
  const halves = folded.replace(/\bnua thang\b/g, '15 ngay').replace(/\bnua nam\b/g, '6 thang');
  return nameRelatives(evenDates(halves), from);
}

/** The hour as `17:00`; null when there is none, undefined when the day has no such hour. */
function readClock(match: RegExpExecArray | null): string | null | undefined {
  if (match === null) return null;
  const [hour = '', minute = '0'] = [match[1], match[2] ?? match[3] ?? match[4]];
  if (Number(hour) > 24 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}

/** Gives the second end of a stretch the word that it shares with the first: `thang 6 den 9/2026`. */
function closing(opening: string, text: string): string {
  const shared = /^(?:ngay|thang|quy|nam) /.exec(opening)?.[0];
  return shared !== undefined && /^[\div]+(?:\/|$)/.test(text) ? shared + text : text;
}

/** Takes the words of a deadline apart; null when they hold an hour that doesn't exist. NFC, case and accents aside. */
export function readPhrase(text: string, from: Day): Phrase | null {
  const even = evenText(text, from);
  const match = CLOCK.exec(even);
  const clock = readClock(match);
  if (clock === undefined) return null;
  const untimed = match === null ? even : even.replace(match[0], '').trim();
  const seen = new Set<string>();
  const whole = stripFrames(untimed, seen);
  const [opening, rest] = whole.split(/ (?:den|toi) /);
  const stretch = opening !== undefined && rest !== undefined;
  return {
    body: stretch ? closing(opening, stripFrames(rest, seen)) : whole,
    opening: stretch ? opening : null,
    before: seen.has('truoc'),
    begins: seen.has('tu'),
    repeats: seen.has('dinh ky'),
    within: seen.has('trong') || seen.has('het'),
    clock,
  };
}
