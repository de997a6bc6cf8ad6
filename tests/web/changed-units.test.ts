import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyUnits } from '../../src/app/apply-units.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import {
  callerFor,
  must,
  on,
  type Running,
  serveOffice,
  type Visitor,
  visitorFor,
} from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

const FILE = {
  units: [
    {
      ...{ code: 'MOI', name: 'Sở Mới', kind: 'department', parent: '38', peerGroup: 'departments' },
      validFrom: '2026-05-01',
    },
  ],
  changes: [
    { kind: 'merge', units: ['SNV'], into: 'MOI', on: '2026-05-01' },
    { kind: 'rename', unit: 'STC', name: 'Sở Tài chính và Kế hoạch', on: '2026-05-01' },
    { kind: 'rename', unit: 'STTTT', name: 'Sở Thông tin', on: '2026-07-01' },
  ],
};

let running: Running;
const as = (username: string): Promise<Visitor> => visitorFor(running.url, username);

beforeAll(async () => {
  running = await serveOffice(on('2026-05-04'));
  const directive = await recordPaper(running, '1/UBND-TH', '2026-03-02');
  const input = { directive, content: 'Việc', leadUnits: ['SNV', 'STC'], deadline: '30/6/2026' };
  await must(assignTasks(running.house, input, running.actor('vanphong'), on('2026-03-02')));
  await must(applyUnits(running.house, FILE, on('2026-05-04'), false));
});

afterAll(() => running.close());

/** The rows of a table by the id of its caption, each as the texts of its cells. */
function rowsOf(html: string, id: string): string[][] {
  const table = html.slice(html.indexOf(`id="${id}-caption"`));
  const body = table.slice(table.indexOf('<tbody>'), table.indexOf('</tbody>'));
  return body
    .split('</tr>')
    .slice(0, -1)
    .map((row) =>
      row
        .split(/<\/t[hd]>/)
        .slice(0, -1)
        .map((cell) =>
          cell
            .replace(/<[^>]*>/g, '')
            .replace(/\s+/g, ' ')
            .trim(),
        ),
    );
}

describe('the page of administration', () => {
  it('shows which units were renamed, will be, and have ended, and who succeeds them', async () => {
    const { html } = await (await as('quantri')).get('/admin');
    expect(rowsOf(html, 'changed-units')).toEqual([
      ['Đơn vị STTTT', 'Sẽ đổi tên thành Sở Thông tin', '01/07/2026', ''],
      ['Đơn vị SNV', 'Đã kết thúc', '01/05/2026', 'Sở Mới'],
      ['Sở Tài chính và Kế hoạch', 'Đổi tên, trước đó là Đơn vị STC', '01/05/2026', ''],
      ['Đơn vị CU', 'Đã kết thúc', '01/01/2021', ''],
    ]);
  });
});

describe('units that can receive', () => {
  it('are offered with the new one, and without those that have ended', async () => {
    const directive = await recordPaper(running, '2/UBND-TH', '2026-05-04');
    const { html, status } = await (await as('vanphong')).get(`/directives/${directive}/tasks/new`);
    expect(status).toBe(200);
    expect(html).toContain('value="MOI"');
    expect(html).not.toContain('value="SNV"');
  });

  it('are named as ended where lists are narrowed to them', async () => {
    const { html } = await (await as('vanphong')).get('/tasks');
    expect(html).toMatch(/<option value="SNV"[^>]*>Đơn vị SNV \(hoạt động đến 30\/04\/2026\)/);
    expect(html).toMatch(/<option value="STC"[^>]*>Sở Tài chính và Kế hoạch</);
  });
});

describe('statistics', () => {
  const names = async (query: string) => {
    const { html } = await (await as('chutich')).get(`/statistics?${query}`);
    return rowsOf(html, 'units').map(([name]) => name);
  };

  it('say of a unit that it has ended, and of the new one nothing', async () => {
    expect(await names('period=2026')).toEqual(
      expect.arrayContaining(['SNV (hoạt động đến 30/04/2026)', 'Sở Mới', 'Sở Tài chính và Kế hoạch']),
    );
  });

  it('of a past day name units as they were called then', async () => {
    expect(await names('period=2026&asOf=2026-04-30')).toEqual(expect.arrayContaining(['SNV', 'STC']));
  });

  it.each([
    '/statistics?period=2027',
    '/ranking?period=2027',
    '/',
    '/tasks',
    '/statistics/months?period=2027',
  ])('%s is there for a clerk of a unit that has ended', async (path) => {
    expect((await (await as('snv.clerk')).get(path)).status).toBeLessThan(400);
  });
});

describe('GET /units', () => {
  it('gives the names of the day that is asked for, with the earlier ones and the successors', async () => {
    const call = await callerFor(running.url, 'vanphong');
    const unit = async (code: string, query: string) => {
      const { status, body } = await call('GET', `/units${query}`);
      expect(status).toBe(200);
      return body.items.find((one: { code: string }) => one.code === code);
    };
    expect(await unit('STC', '?asOf=2026-04-30')).toMatchObject({ name: 'Đơn vị STC' });
    expect(await unit('STC', '')).toEqual({
      ...{ code: 'STC', name: 'Sở Tài chính và Kế hoạch', kind: 'department', parent: '38' },
      ...{ peerGroup: 'departments', validFrom: '2010-01-01', validTo: null, successors: [] },
      earlierNames: [{ name: 'Đơn vị STC', until: '2026-04-30' }],
    });
    expect(await unit('STTTT', '')).toMatchObject({ name: 'Đơn vị STTTT', earlierNames: [] });
    expect(await unit('STTTT', '?asOf=2026-07-01')).toMatchObject({ name: 'Sở Thông tin' });
    expect(await unit('SNV', '')).toMatchObject({ validTo: '2026-04-30', successors: ['MOI'] });
    expect(await unit('SNV', '?asOf=2026-05-01')).toBeUndefined();
  });
});
