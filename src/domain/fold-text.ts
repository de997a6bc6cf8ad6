const MARKS = /\p{M}/gu;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/**
 * Text as it is searched and compared: marks stripped, đ as d, lower case, spaces collapsed. NFC and NFD, with
 * accents or without, give the same.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Text as it is kept: characters in NFC, no space around it, lines ending in `\n`. */
export function normalizeText(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}
