import type { Connection } from 'mongoose';
import { hashPassword, newPassword } from '../src/app/password.ts';
import { inTransaction } from '../src/db/connect.ts';
import { findPeople, insertPeople } from '../src/db/person-store.ts';
import { readSetting, writeSetting } from '../src/db/setting-store.ts';
import type { Role } from '../src/domain/post.ts';
import type { Unit } from '../src/domain/unit.ts';
import { DEMO_DISTRICTS, demoUnits } from './load-units.ts';

/** An account of the demonstration: who, in which role of which unit. */
type Account = { username: string; name: string; role: Role; unit: string };

/** Where the one password of the demonstration is kept, to be told to whoever tries the program. */
const PASSWORD_SETTING = 'demo.password';

const PROVINCE: readonly [string, string, Role][] = [
  ['vanphong', 'Chuyên viên mẫu Văn phòng', 'officeStaff'],
  ['chanhvanphong', 'Chánh Văn phòng mẫu', 'officeHead'],
  ['chutich', 'Chủ tịch mẫu', 'leader'],
  ['quantri', 'Quản trị mẫu', 'administrator'],
  ['thanhtra', 'Thanh tra viên mẫu', 'inspector'],
];

const DISTRICT: readonly [string, string, Role][] = PROVINCE.slice(0, 3) as [string, string, Role][];

const UNIT: readonly [string, string, Role][] = [
  ['clerk', 'Văn thư mẫu', 'unitClerk'],
  ['head', 'Thủ trưởng mẫu', 'unitHead'],
  ['staff', 'Cán bộ mẫu', 'unitStaff'],
];

function accountsIn({ code }: Unit): Account[] {
  return UNIT.map(([who, name, role]) => ({
    username: `${code.toLowerCase()}.${who}`,
    name: `${name} ${code}`,
    role,
    unit: code,
  }));
}

/** Whether the demonstration has people who work in the unit. */
function isPeopled({ kind, parent }: Unit): boolean {
  if (kind === 'department' || kind === 'district') return true;
  return parent !== null && (DEMO_DISTRICTS as readonly string[]).includes(parent);
}

/** All accounts of the demonstration (contract.md, "Demonstration accounts"). */
function accounts(): Account[] {
  return [
    ...PROVINCE.map(([username, name, role]) => ({ username, name: `${name} tỉnh`, role, unit: '38' })),
    ...DEMO_DISTRICTS.flatMap((unit) =>
      DISTRICT.map(([who, name, role]) => ({
        username: `${unit}.${who}`,
        name: `${name} ${unit}`,
        role,
        unit,
      })),
    ),
    ...demoUnits().filter(isPeopled).flatMap(accountsIn),
  ];
}

async function demoPassword(connection: Connection): Promise<string> {
  const kept = await readSetting<string>(connection, PASSWORD_SETTING);
  if (kept !== null) return kept;
  const password = newPassword();
  await writeSetting(connection, PASSWORD_SETTING, password);
  return password;
}

/** Writes the people of the demonstration, all at once; where there are people already, nothing is done. */
export async function loadPeople(connection: Connection): Promise<void> {
  if ((await findPeople(connection)).length > 0) return;
  const passwordHash = await hashPassword(await demoPassword(connection));
  const rows = accounts().map(({ username, name, role, unit }) => ({
    _id: username,
    name,
    mail: `${username}@dondoc.example`,
    language: 'vi' as const,
    posts: [{ role, unit }],
    passwordHash,
    passwordChangeNeeded: false,
    disabled: false,
  }));
  await inTransaction(connection, (session) => insertPeople(connection, rows, session));
}

/** An account as `dondoc demo accounts` gives it. */
export type DemoAccount = { username: string; password: string; role: Role; unit: string };

/** The accounts of the demonstration with their password; none where the demonstration was not loaded. */
export async function demoAccounts(connection: Connection): Promise<DemoAccount[]> {
  const password = await readSetting<string>(connection, PASSWORD_SETTING);
  if (password === null) return [];
  return accounts().map(({ username, role, unit }) => ({ username, password, role, unit }));
}
