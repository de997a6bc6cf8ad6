import { AREAS } from './words/index.ts';

export type Language = 'vi' | 'en';

/** The words of a key, its `{places}` filled. Throws on a key or a place that is missing. */
export type Translate = (key: string, params?: Record<string, string | number>) => string;

/** In which language somebody reads, and its words. */
export type Reader = { language: Language; t: Translate };

const PLACE = /\{(\w+)\}/g;

/** `{n:task|tasks}`: the first word when `n` is 1, else the second. */
const COUNTED = /\{(\w+):([^|}]*)\|([^}]*)\}/g;

function merge(language: Language): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const area of AREAS) {
    for (const [key, text] of Object.entries<string>(area[language])) {
      if (words.has(key)) throw new Error(`Two areas have words for "${key}".`);
      words.set(key, text);
    }
  }
  return words;
}

const WORDS: Record<Language, ReadonlyMap<string, string>> = { vi: merge('vi'), en: merge('en') };

/** Whether there are words for the key; for keys that are composed from data which may hold others. */
export function hasWords(key: string): boolean {
  return WORDS.vi.has(key);
}

/** The words with one of the two forms that go with a number. */
function countedText(text: string, params: Record<string, unknown>): string {
  return text.replace(COUNTED, (_, name: string, one: string, other: string) =>
    String(params[name]) === '1' ? one : other,
  );
}

/** The way to all words in one language. A missing key or parameter is a fault of the program, so it throws. */
export function translator(language: Language): Translate {
  const words = WORDS[language];
  return (key, params = {}) => {
    const text = words.get(key);
    if (text === undefined) throw new Error(`There are no words for "${key}".`);
    if (!text.includes('{')) return text;
    const counted = text.includes('|') ? countedText(text, params) : text;
    return counted.replace(PLACE, (_, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`The words of "${key}" need "${name}".`);
      return String(value);
    });
  };
}
