import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReports } from '../../src/app/make-reports.ts';
import { findReports, type ReportRow } from '../../src/db/report-store.ts';
import { on, PASSWORD, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';
import { HAS_PDFTOTEXT, pdfText } from '../support/soffice.ts';
import { fillTwoQuarters } from '../support/two-quarters.ts';

let running: Running;
let report: ReportRow;
const visitors = new Map<string, Visitor>();
const READERS = ['chutich', 'vanphong', 'thanhtra', 'snv.head', 'quantri', '384.chutich'];

beforeAll(async () => {
  running = await serveOffice(on('2026-07-20'));
  await fillTwoQuarters(running);
  await makeReports(running.house, on('2026-07-20'));
  const found = await findReports(running.house.connection, '38', 9);
  report = found.find(({ period }) => period === '2026-Q2') as ReportRow;
  for (const who of READERS) visitors.set(who, await visitorFor(running.url, who));
}, 60_000);

afterAll(() => running.close());

const get = (who: string, path: string) => (visitors.get(who) as Visitor).get(path);
const address = () => `/reports/${report._id}`;

/** A file as its bytes. */
async function fileOf(format: string): Promise<Uint8Array> {
  const body = new URLSearchParams({ username: 'chutich', password: PASSWORD });
  const signIn = await fetch(`${running.url}/sign-in`, { method: 'POST', body, redirect: 'manual' });
  const Cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const answer = await fetch(`${running.url}${address()}/report.${format}`, { headers: { Cookie } });
  expect([format, answer.status]).toEqual([format, 200]);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="bao-cao-2026-Q2.${format}"`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** All that is written in an Excel or Word file. */
function textOf(bytes: Uint8Array): string {
  const parts = Object.entries(unzipSync(bytes)).filter(([path]) => path.endsWith('.xml'));
  return parts.map(([, part]) => strFromU8(part).replaceAll(/<[^>]+>/g, ' ')).join('\n');
}

describe('the list of reports', () => {
  it('has each with its cutoff, its sum and its files, the newest first, one click from statistics and ranking', async () => {
    const { html } = await get('chutich', '/reports');
    const titles = [...html.matchAll(/<th scope="row"><a href="\/reports\/\w+">([^<]+)</g)].map(
      ([, one]) => one,
    );
    expect(titles).toEqual(['Báo cáo 6 tháng đầu năm 2026', 'Báo cáo quý 2/2026', 'Báo cáo tháng 6/2026']);
    expect(html).toContain('09/07/2026');
    for (const format of ['xlsx', 'docx', 'pdf'])
      expect(html).toContain(`href="${address()}/report.${format}" download`);
    for (const path of ['/', '/statistics', '/ranking'])
      expect((await get('chutich', path)).html).toContain('<a href="/reports">Báo cáo định kỳ</a>');
    for (const path of ['/statistics', '/ranking'])
      expect((await get('snv.head', path)).html).not.toContain('href="/reports"');
  });

  it('is empty for an assigner without any', async () => {
    expect((await get('384.chutich', '/reports')).html).toContain('Chưa có báo cáo nào.');
  });
});

describe('a report', () => {
  it('says on its page the figures of its files, and the SHA-256 of all of them', async () => {
    const { html } = await get('vanphong', address());
    const said =
      'Trong quý 2/2026 có 9 nhiệm vụ phải theo dõi. Đến hết ngày 06/07/2026: hoàn thành đúng hạn 6, hoàn thành quá hạn 1, đang trong hạn 0, đang quá hạn 2, không có thời hạn 0.';
    const [docx, xlsx] = [textOf(await fileOf('docx')), textOf(await fileOf('xlsx'))];
    expect(html).toContain(said);
    expect(docx).toContain(said);
    for (const where of [html, docx, xlsx]) {
      for (const text of ['Đơn vị SNV', 'Đơn vị STTTT', report.sha256]) expect(where).toContain(text);
    }
    for (const text of ['Hạn điều chỉnh', 'Hạn ban đầu', 'Sở, ban, ngành']) expect(xlsx).toContain(text);
    expect(xlsx).not.toContain('chưa chốt');
  });

  it('has the layout of a paper, number and date left to be written in', async () => {
    const text = textOf(await fileOf('docx'));
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'VĂN PHÒNG',
      'Số: ……… /BC-VP',
      'BÁO CÁO',
      'ngày …… tháng …… năm 2026',
      'III. Xếp hạng',
      'CHÁNH VĂN PHÒNG',
      'Nơi nhận:',
    ])
      expect(text).toContain(said);
  });

  it.skipIf(!HAS_PDFTOTEXT)('says the same as PDF (left out where there is no pdftotext)', async () => {
    const text = await pdfText(await fileOf('pdf'));
    for (const said of ['BÁO CÁO', 'Đơn vị SNV', 'CHÁNH VĂN PHÒNG']) expect(text).toContain(said);
  });

  it('is told by the bell, which counts it no more once it was read', async () => {
    const notices = running.house.connection.collection('notices');
    const unread = () => notices.countDocuments({ report: report._id, person: 'chutich', readAt: null });
    expect((await get('chutich', '/notices')).html).toContain(`href="${address()}"`);
    expect(await unread()).toBe(1);
    await get('chutich', address());
    expect(await unread()).toBe(0);
  });
});

describe('who reads reports', () => {
  it.each([
    ['chutich', 200, 200],
    ['vanphong', 200, 200],
    ['thanhtra', 200, 200],
    ['384.chutich', 200, 404],
    ['snv.head', 403, 403],
    ['quantri', 403, 403],
  ])('%s: the list %i, one and its files %i', async (who, list, one) => {
    const statuses = [];
    for (const path of ['/reports', address(), `${address()}/report.docx`]) {
      statuses.push((await get(who, path)).status);
    }
    expect(statuses).toEqual([list, one, one]);
  });

  it.each(['/reports/nothing', '/reports/nothing/report.pdf'])('%s is nowhere', async (path) => {
    expect((await get('chutich', path)).status).toBe(404);
  });

  it('has no file of another ending', async () => {
    expect((await get('chutich', `${address()}/report.exe`)).status).toBe(404);
  });
});

describe('a report whose units, tasks and reader have changed since', () => {
  it('has files that are the same to the byte', async () => {
    const formats = ['xlsx', 'docx', 'pdf'];
    const hashes = async () =>
      Promise.all(
        formats.map(async (one) =>
          createHash('sha256')
            .update(await fileOf(one))
            .digest('hex'),
        ),
      );
    const before = await hashes();
    const { connection, directory } = running.house;
    await connection.collection('units').updateMany({}, { $set: { name: 'Tên khác' } });
    await connection.collection('tasks').updateMany({}, { $set: { lead: 'VP' } });
    await connection
      .collection('people')
      .updateOne({ _id: 'chutich' as never }, { $set: { language: 'en' } });
    await directory.refresh('now');
    running.clock.when = on('2026-09-01');
    expect(await hashes()).toEqual(before);
  });
});
