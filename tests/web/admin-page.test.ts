import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runJob, startJobs } from '../../jobs/agenda.ts';
import { on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;

beforeAll(async () => {
  running = await serveOffice(on('2026-11-24'));
});

afterAll(() => running.close());

/** The rows of the table of jobs, each as the texts of its cells. */
async function jobs(): Promise<string[][]> {
  const body = new URLSearchParams({ username: 'quantri', password: PASSWORD });
  const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  const Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const html = await (await fetch(`${running.url}/admin`, { headers: { Cookie } })).text();
  const table = html.slice(html.indexOf('jobs-caption'), html.indexOf('people-caption'));
  const rows = table.split('<tbody>')[1]?.split('</tbody>')[0]?.split('</tr>').slice(0, -1) ?? [];
  return rows.map((row) =>
    row
      .split(/<\/t[hd]>/)
      .slice(0, -1)
      .map((cell) =>
        cell
          .replace(/<[^>]*>/g, '')
          .trim()
          .replaceAll('\u00a0', ' '),
      ),
  );
}

describe('the jobs on the page of administration', () => {
  it('stand there before the first run, each with what it does and when', async () => {
    expect(await jobs()).toEqual([
      [
        'Lập thông báo nhắc việc (ngày nghỉ không nhắc) reminders',
        'hằng ngày lúc 07:30',
        'chưa có',
        'chưa có',
        '✓ Đúng lịch',
      ],
      ['Gửi thư đang chờ deliver', 'mỗi phút', 'chưa có', 'chưa có', '✓ Đúng lịch'],
      ['Niêm phong sổ sự kiện seal', 'hằng ngày lúc 23:50', 'chưa có', 'chưa có', '✓ Đúng lịch'],
      [
        'Lập báo cáo định kỳ khi đến ngày reports',
        'hằng ngày lúc 05:30',
        'chưa có',
        'chưa có',
        '✓ Đúng lịch',
      ],
      [
        'Đổi tên đơn vị đúng ngày, chuyển nhiệm vụ của đơn vị đã kết thúc units',
        'hằng ngày lúc 00:10',
        'chưa có',
        'chưa có',
        '✓ Đúng lịch',
      ],
      ['Dọn tệp không dùng và phiên cũ sweep', 'hằng ngày lúc 02:15', 'chưa có', 'chưa có', '✓ Đúng lịch'],
    ]);
  });

  it('show their last run, and when they wake next', async () => {
    const deps = { house: running.house, when: () => running.clock.when, delivery: null };
    await (await startJobs(deps)).stop();
    await runJob('seal', deps);
    const rows = await jobs();
    expect(rows[2]?.[2]).toBe('24/11/2026 12:00');
    for (const [, , , next] of rows) expect(next).toMatch(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/);
  });

  it('say which is late: the one of every minute after three without an end', async () => {
    running.clock.when = { now: '2026-11-24T05:03:00.000Z', today: '2026-11-24' };
    const states = (await jobs()).map(
      ([what, , , , state]) => `${what?.split(' ').at(-1)} ${state?.slice(0, 3)}`,
    );
    expect(states).toEqual([
      'reminders ✓ Đ',
      'deliver ● T',
      'seal ✓ Đ',
      'reports ✓ Đ',
      'units ✓ Đ',
      'sweep ✓ Đ',
    ]);
  });
});
