/**
 * Kinds of papers by the first part of their symbol: Decree 30/2020/NĐ-CP, annex III (administrative papers and
 * copies), and the laws, decrees, circulars and party papers that directives rest on.
 */
export const KIND_NAMES: Readonly<Record<string, string>> = {
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  QC: 'Quy chế',
  QyĐ: 'Quy định',
  TC: 'Thông cáo',
  TB: 'Thông báo',
  HD: 'Hướng dẫn',
  CTr: 'Chương trình',
  KH: 'Kế hoạch',
  PA: 'Phương án',
  ĐA: 'Đề án',
  DA: 'Dự án',
  BC: 'Báo cáo',
  BB: 'Biên bản',
  TTr: 'Tờ trình',
  HĐ: 'Hợp đồng',
  CĐ: 'Công điện',
  BGN: 'Bản ghi nhớ',
  BTT: 'Bản thỏa thuận',
  GUQ: 'Giấy ủy quyền',
  GM: 'Giấy mời',
  GGT: 'Giấy giới thiệu',
  GNP: 'Giấy nghỉ phép',
  PG: 'Phiếu gửi',
  PC: 'Phiếu chuyển',
  PB: 'Phiếu báo',
  SY: 'Bản sao y',
  SL: 'Bản sao lục',
  TrS: 'Bản trích sao',
  NĐ: 'Nghị định',
  TT: 'Thông tư',
  TTLT: 'Thông tư liên tịch',
  PL: 'Pháp lệnh',
  L: 'Luật',
  KL: 'Kết luận',
};

/** A paper whose symbol names no kind is an official letter. */
export const LETTER = 'Công văn';

/** Parts of symbols whose spelling isn't plain capitals, or whose Đ is lost when typed without accents. */
const OTHER_PARTS = [
  'UBND',
  'UB',
  'CP',
  'VPCP',
  'TW',
  'TU',
  'TTg',
  'CTN',
  'HĐND',
  'BCĐ',
  'BQLDA',
  'SGDĐT',
  'SKHĐT',
  'SLĐTBXH',
  'BGDĐT',
  'BKHĐT',
  'BLĐTBXH',
  'TLĐ',
  'QĐND',
];

const USUAL = [...Object.keys(KIND_NAMES), ...OTHER_PARTS];
const BY_LETTERS = new Map(USUAL.map((part) => [part.toLowerCase(), part]));
const BY_BARE_LETTERS = new Map(
  USUAL.toReversed().map((part) => [part.toLowerCase().replaceAll('đ', 'd'), part]),
);

function isSpelled(part: string): boolean {
  return /\p{Lu}/u.test(part) && /\p{Ll}/u.test(part);
}

/**
 * A part of a symbol in its usual spelling: `bc` is `BC`, `ttr` is `TTr`, `qd` is `QĐ`. What isn't known is put in
 * capitals, unless it mixes them with small letters as if on purpose.
 */
export function spellPart(part: string): string {
  const letters = part.toLowerCase();
  const usual = BY_LETTERS.get(letters) ?? BY_BARE_LETTERS.get(letters);
  return usual ?? (isSpelled(part) ? part : part.toUpperCase());
}
