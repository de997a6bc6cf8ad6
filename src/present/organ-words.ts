import type { Translate } from './words.ts';

/** How a People's Committee is named on papers: in a sentence, as the two lines of its head, and the place it writes from. */
export type Organ = { full: string; lines: [string, string]; place: string };

const COMMITTEE = /^(?:UBND|Ủy ban nhân dân)\s+/iu;
const LEVEL = /^(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn)\s+/iu;

/** The organ from a unit's name: `UBND tỉnh Thanh Hóa`. */
export function organOf(name: string, t: Translate): Organ {
  const rest = name.replace(COMMITTEE, '');
  const organ = t('paper.organ');
  return {
    full: `${organ} ${rest}`,
    lines: [organ.toLocaleUpperCase('vi'), rest.toLocaleUpperCase('vi')],
    place: rest.replace(LEVEL, ''),
  };
}
