import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerFor, on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

let running: Running;
/** Signed in anew each time: the clock of this test jumps further than a token lives. */
const as = (username: string): Promise<Caller> => callerFor(running.url, username);

async function page(username: string, path: string): Promise<string> {
  const body = new URLSearchParams({ username, password: PASSWORD });
  const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  const Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const html = await (await fetch(`${running.url}${path}`, { headers: { Cookie } })).text();
  return html.replaceAll('\u00a0', ' ').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

/** Records a paper at a moment. */
async function record(notation: string, now: string, issuedOn: string): Promise<string> {
  running.clock.when = { ...on(issuedOn), now };
  const paper = { notation, kind: 'Công văn', issuedOn, issuer: 'UBND tỉnh', subject: `Văn bản ${notation}` };
  return (await (await as('vanphong'))('POST', '/directives', paper)).body.id;
}

/** A task of a unit, acknowledged; then submitted on a day, then verified where that is asked for. */
async function task(directive: string, lead: string, submittedOn: string | null, verified: boolean) {
  running.clock.when = on('2026-09-01');
  const input = {
    directive,
    content: 'Báo cáo',
    leadUnits: [lead],
    deadline: { day: '2026-10-01' },
    weight: 2,
  };
  const made = (await (await as('vanphong'))('POST', '/tasks', input)).body.tasks[0];
  const act = async (who: string, action: object) => {
    const answer = await (await as(who))('POST', `/tasks/${made.id}/actions`, action);
    expect([action, answer.status]).toEqual([action, 200]);
  };
  const clerk = `${lead.toLowerCase()}.clerk`;
  await act(clerk, { action: 'acknowledge', version: 1 });
  if (submittedOn === null) return;
  running.clock.when = on(submittedOn);
  const result = { notation: '1/BC', issuedOn: '2026-09-02' };
  await act(clerk, { action: 'submit', version: 2, text: 'Đã xong', result });
  if (verified) await act('vanphong', { action: 'verify', version: 3 });
}

beforeAll(async () => {
  running = await serveOffice(on('2026-09-01'));
  const directive = await record('1/UBND-TH', '2026-09-01T02:00:00.000Z', '2026-09-01');
  for (const day of ['2026-09-10', '2026-09-20', '2026-10-01', '2026-10-05']) {
    await task(directive, 'STTTT', day, true);
  }
  await task(directive, 'STTTT', '2026-11-20', false);
  await task(directive, 'STTTT', '2026-11-22', false);
  for (const day of ['2026-09-10', '2026-09-20', '2026-09-30']) await task(directive, 'SNV', day, true);
  await task(directive, 'STC', null, false);
}, 60_000);

afterAll(() => running.close());

describe('the desk of a unit', () => {
  it('tells what became of this year’s tasks, each figure the total of its list', async () => {
    running.clock.when = on('2026-11-24');
    const html = await page('stttt.clerk', '/');
    const line = /<p class="desk-result">(.*?)<\/p>/s.exec(html)?.[1] ?? '';
    const ranking = (await (await as('chutich'))('GET', '/rankings?period=2026')).body.items;
    const row = ranking.find(({ unit }: { unit: string }) => unit === 'STTTT');
    expect(row.rank).toBe(2);
    expect(line.replace(/<[^>]*>/g, '')).toBe(
      `Kết quả năm nay: 4 hoàn thành, 3 đúng hạn · hạng 2 trong khối (khoảng ${row.rankFrom} đến ${row.rankTo})`,
    );
    const hrefs = [...line.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
    const totals = await Promise.all(hrefs.slice(0, 2).map((href) => page('stttt.clerk', href)));
    expect(totals.map((list) => /<p>(\d+) nhiệm vụ/.exec(list)?.[1])).toEqual(['4', '3']);
    expect(hrefs[2]).toBe('/ranking/STTTT?period=2026');
  });

  it('says so where there are too few tasks for a rank', async () => {
    const html = await page('stc.clerk', '/');
    expect(html.replace(/<[^>]*>/g, '')).toContain(
      'Kết quả năm nay: 0 hoàn thành, 0 đúng hạn · chưa xếp hạng',
    );
  });

  it('tells since how many days the first of what it submitted waits', async () => {
    const html = (await page('stttt.clerk', '/')).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(html).toContain('2 Chờ xác nhận lâu nhất 4 ngày');
    expect(html).toContain('0 Xin gia hạn');
    expect(html).not.toContain('0 Xin gia hạn lâu nhất');
  });
});

describe('the papers on the desk of the Office', () => {
  const heading = 'Văn bản ghi trong tuần, từ thứ Hai 23/11/2026';

  it('say so when none was entered since Monday', async () => {
    await record('20/UBND-TH', '2026-11-22T16:30:00.000Z', '2026-11-20');
    running.clock.when = on('2026-11-24');
    const html = await page('vanphong', '/');
    expect(html).toContain(heading);
    expect(html).toContain('Tuần này chưa ghi văn bản nào.');
  });

  it('are those entered since Monday began in Vietnam, whatever day stands on them', async () => {
    await record('21/UBND-TH', '2026-11-22T17:10:00.000Z', '2026-03-02');
    running.clock.when = on('2026-11-24');
    const html = await page('vanphong', '/');
    const section = html.slice(html.indexOf(heading));
    expect(section).toContain('21/UBND-TH');
    expect(section).not.toContain('20/UBND-TH');
    const href = /href="([^"]*recordedFrom[^"]*)"/.exec(section)?.[1] ?? '';
    expect(section).toContain('Tất cả văn bản ghi trong tuần (1 văn bản)');
    const list = await page('vanphong', href);
    expect(list).toContain('<p>1 văn bản</p>');
    expect(list).toContain('Ghi từ ngày 23/11/2026');
    expect(list).not.toContain('20/UBND-TH');
  });
});
