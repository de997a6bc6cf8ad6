import type { Connection } from 'mongoose';
import { inTransaction } from '../src/db/connect.ts';
import { findUnits, insertUnits } from '../src/db/unit-store.ts';
import { UNCHANGED, type Unit, type UnitKind } from '../src/domain/unit.ts';
import source from './data/units.json' with { type: 'json' };

/** The districts whose own offices and communes the demonstration shows. */
export const DEMO_DISTRICTS = ['380', '381', '384', '393'] as const;

/** Short names as papers use them, where the name itself is long. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  VP: 'Văn phòng',
  SKHDT: 'Sở KH&ĐT',
  SNNPTNT: 'Sở NN&PTNT',
  SGTVT: 'Sở GTVT',
  STNMT: 'Sở TN&MT',
  STTTT: 'Sở TT&TT',
  SLDTBXH: 'Sở LĐTB&XH',
  SVHTTDL: 'Sở VHTT&DL',
  SKHCN: 'Sở KH&CN',
  SGDDT: 'Sở GD&ĐT',
  BQLKKT: 'BQL KKT Nghi Sơn',
  TTXT: 'TT Xúc tiến ĐT, TM&DL',
};

/** The offices of a district that is not described anywhere: invented, like in each district of that year. */
const OFFICES: readonly { code: string; name: string; shortName: string; ownOffice?: true }[] = [
  { code: 'VP', name: 'Văn phòng HĐND và UBND', shortName: 'Văn phòng', ownOffice: true },
  { code: 'NV', name: 'Phòng Nội vụ', shortName: 'Phòng Nội vụ' },
  { code: 'TCKH', name: 'Phòng Tài chính - Kế hoạch', shortName: 'Phòng TC-KH' },
  { code: 'VHTT', name: 'Phòng Văn hóa và Thông tin', shortName: 'Phòng VH&TT' },
  { code: 'NN', name: 'Phòng Nông nghiệp và Phát triển nông thôn', shortName: 'Phòng NN&PTNT' },
  { code: 'TNMT', name: 'Phòng Tài nguyên và Môi trường', shortName: 'Phòng TN&MT' },
  { code: 'GDDT', name: 'Phòng Giáo dục và Đào tạo', shortName: 'Phòng GD&ĐT' },
  { code: 'KTHT', name: 'Phòng Kinh tế và Hạ tầng', shortName: 'Phòng KT&HT' },
];

/** A day before all that is loaded. */
const VALID_FROM = '2010-01-01';

type Named = { code: string; name: string; shortName: string; parent: string | null };

function unitOf(named: Named, kind: UnitKind, peerGroup: string | null, ownOffice = false): Unit {
  return { ...named, kind, peerGroup, ownOffice, validFrom: VALID_FROM, ...UNCHANGED };
}

/** `UBND huyện Vĩnh Lộc` is `Vĩnh Lộc`, `UBND thành phố Thanh Hóa` is `TP Thanh Hóa`. */
function districtName(name: string): string {
  return name
    .replace(/^UBND /, '')
    .replace(/^huyện /, '')
    .replace(/^thành phố /, 'TP ')
    .replace(/^thị xã /, 'TX ');
}

/** `UBND xã Vĩnh Hưng` is `Xã Vĩnh Hưng`. */
function communeName(name: string): string {
  const bare = name.replace(/^UBND /, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}

function departments(parent: string): Unit[] {
  return source.departments.map(({ code, name }) => {
    const named = { code, name, shortName: SHORT_NAMES[code] ?? name, parent };
    return unitOf(named, 'department', code === 'VP' ? null : 'departments', code === 'VP');
  });
}

type District = (typeof source.districts)[number];

function officesOf({ code: parent, name }: District): Unit[] {
  if (!(DEMO_DISTRICTS as readonly string[]).includes(parent)) return [];
  const place = name.replace(/^UBND /, '');
  return OFFICES.map(({ code, name: office, shortName, ownOffice = false }) => {
    const named = { code: `${parent}.${code}`, name: `${office} ${place}`, shortName, parent };
    return unitOf(named, 'office', ownOffice ? null : 'offices', ownOffice);
  });
}

function districtUnits(district: District, parent: string): Unit[] {
  const { code, name, mountainous, communes } = district;
  return [
    unitOf(
      { code, name, shortName: districtName(name), parent },
      'district',
      mountainous ? 'mountain' : 'lowland',
    ),
    ...officesOf(district),
    ...communes.map((commune) =>
      unitOf({ ...commune, shortName: communeName(commune.name), parent: code }, 'commune', 'communes'),
    ),
  ];
}

/** The province of 2016 with its departments, districts and communes, and the invented offices of four districts. */
export function demoUnits(): Unit[] {
  const { code, name } = source.province;
  return [
    unitOf({ code, name, shortName: name, parent: null }, 'province', null),
    ...departments(code),
    ...source.districts.flatMap((district) => districtUnits(district, code)),
  ];
}

/** Writes the units, all at once; where there are units already, nothing is done. */
export async function loadUnits(connection: Connection): Promise<void> {
  if ((await findUnits(connection)).length > 0) return;
  await inTransaction(connection, (session) => insertUnits(connection, session, demoUnits()));
}
