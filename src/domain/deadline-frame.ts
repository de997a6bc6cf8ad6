/** Words that frame a deadline and change nothing in it; longer ones first. Anything else is not understood. */
const FRAMES = [
  'thoi han hoan thanh',
  'trong thoi han',
  'thoi han la',
  'thoi han',
  'han chot',
  'han cuoi',
  'han',
  'cham nhat la',
  'cham nhat',
  'muon nhat la',
  'muon nhat',
  'khong cham hon',
  'khong muon hon',
  'khong qua',
  'toi da',
  'dua vao su dung',
  'trong vong',
  'noi trong',
  'phai',
  'xong',
  'hoan thanh',
  'thuc hien',
  'giai doan',
  'dinh ky',
  'truoc',
  'trong',
  'het',
  'den',
  'toi',
  'vao',
  'luc',
  'tu',
];

/** What is to be handed in, and to whom. "Báo cáo quý III" is no deadline, so a word of time must stand beside it. */
const COMMITTEE =
  '(?:(?:chu tich|thuong truc|van phong) )?(?:ubnd|uy ban nhan dan)(?: (?:tinh|huyen|thanh pho|thi xa))?';
const HANDING_IN = `(?:(?:gui |trinh |nop )?bao cao|gui|trinh|nop)(?: ket qua)?(?: (?:ve |cho )?${COMMITTEE})?`;
const TIMES = '(?:xong|truoc|cham nhat|muon nhat|trong|dinh ky|hang|moi)';

const FRAME = new RegExp(`^(${FRAMES.join('|')}|${HANDING_IN}(?= ${TIMES} ))(?: |$)`);
const TRAIL = new RegExp(` (?:(?:phai )?(?:xong|hoan thanh)|(?:de )?${HANDING_IN}(?: de tong hop)?)$`);

/**
 * Takes the words that frame a deadline from both ends of an even phrase (deadline-phrase.ts), and adds those at
 * its beginning to `seen`.
 */
export function stripFrames(text: string, seen: Set<string>): string {
  let body = text.replace(TRAIL, '');
  for (let match = FRAME.exec(body); match !== null; match = FRAME.exec(body)) {
    seen.add(match[1] ?? '');
    body = body.slice(match[0].length);
  }
  return body;
}
