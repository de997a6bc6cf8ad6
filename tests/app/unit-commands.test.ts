import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { commandLine } from '../support/command.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

let office: Office & { uri: string };
let line: Awaited<ReturnType<typeof commandLine>>;

beforeAll(async () => {
  office = await openOffice();
  line = await commandLine(office.uri);
  const directive = await recordPaper(office, '1/UBND-TH', '2026-03-02');
  const input = { directive, content: 'Việc', leadUnits: ['SNV', 'STC'], deadline: '30/6/2026' };
  await must(assignTasks(office.house, input, office.actor('vanphong'), on('2026-03-02')));
}, 120_000);

afterAll(async () => {
  await line.remove();
  await office.close();
});

async function units(file: unknown, ...more: string[]) {
  const path = join(line.folder, 'units.json');
  await writeFile(path, JSON.stringify(file));
  return line.dondoc('2026-05-04', 'units', 'apply', path, ...more);
}

const FILE = {
  units: [{ code: 'MOI', name: 'Sở Mới', kind: 'department', parent: '38', validFrom: '2026-05-01' }],
  changes: [
    { kind: 'merge', units: ['SNV'], into: 'MOI', on: '2026-05-01' },
    { kind: 'end', unit: 'STC', on: '2026-06-01' },
    { kind: 'rename', unit: 'STTTT', name: 'Sở Thông tin', on: '2026-07-01' },
  ],
};

describe('dondoc units apply', () => {
  it('names each fault at its place and what to do, and changes nothing', async () => {
    const changes = [
      { kind: 'end', unit: '38', on: '2026-05-01' },
      { kind: 'rename', unit: 'SNV' },
    ];
    const { code, out, err } = await units({ changes });
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n')).toEqual(['changes.1.name: Nhập mục này.', 'changes.1.on: Nhập mục này.']);
    const root = await units({ changes: changes.slice(0, 1) });
    expect([root.code, root.err.trim()]).toEqual([
      1,
      'changes.0.unit: Cơ quan cao nhất không kết thúc được.',
    ]);
    expect((await line.dondoc('2026-05-04', 'units', 'apply')).code).toBe(2);
  });

  it('says in a dry run what it would do, in lines and in one document', async () => {
    const said = await units(FILE, '--dry-run');
    expect([said.code, said.err]).toEqual([0, '']);
    expect(said.out.trim().split('\n')).toEqual([
      'MOI\ttạo mới: Sở Mới',
      'STTTT\tđổi tên từ ngày 01/07/2026: Đơn vị STTTT → Sở Thông tin',
      'SNV\tsáp nhập vào MOI, hoạt động đến hết ngày 30/04/2026. Nhiệm vụ chủ trì chuyển cho MOI: 1; chuyển sau khi được trả lời: 0. Nhiệm vụ phối hợp: 0; nhiệm vụ do đơn vị giao, ở lại với đơn vị: 0.',
      'STC\tkết thúc hoạt động, hoạt động đến hết ngày 31/05/2026. Không có đơn vị tiếp nhận nhiệm vụ; nhiệm vụ chủ trì ở lại, cần chuyển bằng tay: 1. Nhiệm vụ phối hợp: 0; nhiệm vụ do đơn vị giao, ở lại với đơn vị: 0.',
    ]);
    const json = await units(FILE, '--dry-run', '--json');
    const counts = { passes: 0, waits: 0, stays: 0, coordinates: 0, assigned: 0 };
    expect(JSON.parse(json.out)).toEqual({
      ...{ dryRun: true, already: false, passed: 0, created: ['MOI'] },
      renamed: [{ unit: 'STTTT', from: 'Đơn vị STTTT', to: 'Sở Thông tin', on: '2026-07-01' }],
      ended: [
        {
          ...{ unit: 'SNV', kind: 'merge', validTo: '2026-04-30', successors: ['MOI'], tasksTo: 'MOI' },
          ...{ ...counts, passes: 1 },
        },
        {
          ...{ unit: 'STC', kind: 'end', validTo: '2026-05-31', successors: [], tasksTo: null },
          ...{ ...counts, stays: 1 },
        },
      ],
    });
  });

  it('does it, says so when it is asked again, and leaves a ledger that verifies', async () => {
    const done = await units(FILE, '--json');
    expect([done.code, JSON.parse(done.out).passed]).toEqual([0, 1]);
    const again = await units(FILE);
    expect([again.code, again.out.trim()]).toEqual([
      0,
      'Tệp này đã được áp dụng trước đó; không có đơn vị nào thay đổi.',
    ]);
    expect((await line.dondoc('2026-05-04', 'verify')).code).toBe(0);
    expect((await line.dondoc('2026-07-01', 'jobs', 'run', 'units')).code).toBe(0);
    await office.house.directory.refresh('now');
    expect(office.house.directory.unit('STTTT')?.name).toBe('Sở Thông tin');
  });
});

describe('dondoc people posts', () => {
  const posts = (...words: string[]) => line.dondoc('2026-05-04', 'people', 'posts', ...words);

  it('gives posts beside those that are held, and takes others away', async () => {
    const given = await posts('snv.clerk', '--add', 'unitClerk@STC', '--add', 'unitClerk@SNV', '--json');
    expect([given.code, JSON.parse(given.out)]).toEqual([
      0,
      {
        username: 'snv.clerk',
        posts: [
          { role: 'unitClerk', unit: 'SNV' },
          { role: 'unitClerk', unit: 'STC' },
        ],
      },
    ]);
    const taken = await posts('snv.clerk', '--remove', 'unitClerk@SNV');
    expect([taken.code, taken.out.trim()]).toEqual([0, 'unitClerk@STC']);
  });

  it.each([
    ['a unit that is none', ['snv.head', '--add', 'unitHead@X'], 1, 'add: Không có đơn vị này'],
    [
      'a post that is not held',
      ['snv.head', '--remove', 'unitHead@STC'],
      1,
      'remove: Người này không có vị trí đó',
    ],
    ['the last post', ['snv.head', '--remove', 'unitHead@SNV'], 1, 'remove: Giữ ít nhất một vị trí'],
    ['nobody', ['nobody', '--add', 'unitHead@SNV'], 1, ''],
    ['nothing to change', ['snv.head'], 2, '--add or --remove'],
  ] as [string, string[], number, string][])('refuses %s', async (_, words, code, sentence) => {
    const said = await posts(...words);
    expect(said.code).toBe(code);
    expect(said.err).toContain(sentence);
  });
});
