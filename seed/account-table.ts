import type { DemoAccount } from './load-people.ts';

/** The accounts with which one tries the program first, and what they are. */
const FIRST: readonly [string, string][] = [
  ['vanphong', 'Văn phòng UBND tỉnh: giao, theo dõi, xác nhận / the Office'],
  ['chanhvanphong', 'Chánh Văn phòng / Chief of Office'],
  ['chutich', 'Lãnh đạo UBND tỉnh / leader'],
  ['stttt.clerk', 'Văn thư Sở TT&TT / clerk of a department'],
  ['384.head', 'Thủ trưởng UBND huyện Mường Lát / head of a district'],
  ['384.vanphong', 'Văn phòng huyện, giao cho phòng và xã / office of a district'],
  ['quantri', 'Quản trị hệ thống / administrator'],
];

/** A short table of demonstration accounts for whoever starts the program, with the password of all. */
export function accountTable(accounts: readonly DemoAccount[]): string[] {
  const password = accounts[0]?.password;
  if (password === undefined) return [];
  return [
    'Tài khoản minh họa / Demonstration accounts:',
    ...FIRST.map(([username, what]) => `  ${username.padEnd(16)}${what}`),
    `  Mật khẩu chung / One password for all: ${password}`,
    '  Tất cả / All: npm run dondoc -- demo accounts --json',
  ];
}
