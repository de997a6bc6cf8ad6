import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { openWithFigures } from '../support/figures.ts';
import { htmlFaults } from '../support/html.ts';
import { callerFor, on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';

const WAITS = 'Còn 1 đề nghị rà soát chưa trả lời ở bản đang mở của kỳ này.';
const FORM = { period: '2026-H1', cutoff: '30/6/2026', reason: 'Sót nhiệm vụ' };

let running: Running;
let head: Visitor;
let unit: Visitor;
let id: string;
let penalty: string;

beforeAll(async () => {
  running = await serveOffice(on('2026-07-20'));
  const opened = await openWithFigures(running);
  [id, penalty] = [opened.edition._id, opened.penalty];
  head = await visitorFor(running.url, 'chanhvanphong');
  unit = await visitorFor(running.url, 'snv.clerk');
}, 60_000);

afterAll(() => running.close());

const page = (of: string) => `/rankings/editions/${of}`;

describe('the form that freezes a period', () => {
  it('says that a reason is published, and to name nobody in it', async () => {
    const { html } = await head.get('/rankings/editions/new');
    expect(html).toContain('Được công bố; không ghi tên người.');
    expect(await htmlFaults(html)).toEqual([]);
  });

  it('is refused while disputes wait, with the way to them and nothing typed lost', async () => {
    const dispute = `${page(id)}/units/SNV/lines/${penalty}/adjustment`;
    expect((await unit.post(dispute, { reason: 'Đã báo cáo' })).status).toBe(303);
    const { status, html } = await head.post('/rankings/editions/new', FORM);
    expect(status).toBe(422);
    expect(html).toMatch(new RegExp(`<a href="/rankings/disputes">${WAITS}`));
    expect(html).toContain('Sót nhiệm vụ</textarea>');
    expect(await htmlFaults(html)).toEqual([]);
  });

  it('is refused by the HTTP interface alike', async () => {
    const office = await callerFor(running.url, 'chanhvanphong');
    const input = { period: '2026-H1', cutoff: '2026-06-30', reason: 'Sót nhiệm vụ' };
    const { status, body } = await office('POST', '/rankings/editions', input);
    expect([status, body.errors[0].code]).toEqual([422, 'disputesWait']);
    expect(body.errors[0].message).toContain(WAITS);
  });
});

describe('an edition in whose place another stands', () => {
  const OPEN = 'Đang mở để rà soát, nhận đề nghị đến hết 27/07/2026';
  const REPLACED = 'Đã thay bằng bản số 2';
  let correction: string;

  beforeAll(async () => {
    const [way = ''] =
      /\/rankings\/disputes\/[0-9a-f]{24}/.exec((await head.get('/rankings/disputes')).html) ?? [];
    await head.post(way, { verdict: 'stands', reason: 'Đúng' });
    const before = await unit.get(page(id));
    expect(before.html).toContain(OPEN);
    correction = (await head.post('/rankings/editions/new', FORM)).location?.split('/').at(-1) ?? '';
  });

  it('takes no more disputes, which units are told before they see the other', async () => {
    const seen = await unit.get(page(id));
    expect(seen.html).toContain('Đã thôi nhận đề nghị rà soát, đang lập bản mới');
    expect(seen.html).not.toContain(OPEN);
    expect(seen.html).not.toContain(correction);
    const list = await unit.get('/rankings/editions');
    expect(list.html).not.toContain(OPEN);
  });

  it('says so as its state in the list, on its page and on the page of a unit', async () => {
    await head.post(`${page(correction)}/steps/open`, { state: 'draft' });
    for (const who of [head, unit]) {
      const own = await who.get(page(id));
      expect(own.html.split(REPLACED)).toHaveLength(3);
      expect(own.html).toContain(`href="${page(correction)}"`);
      for (const path of [page(id), `${page(id)}/units/SNV`, '/rankings/editions']) {
        const { html } = await who.get(path);
        expect(html).toContain(REPLACED);
        expect(await htmlFaults(html)).toEqual([]);
      }
      expect((await who.get(page(id))).html).not.toContain(OPEN);
    }
  });

  it('stands in a list that has its heading once', async () => {
    const { html } = await head.get('/rankings/editions');
    expect(html.split('>Các bản xếp hạng đã chốt số liệu<')).toHaveLength(2);
  });
});

describe('a correction by another scheme', () => {
  it('says by which scheme the edition went that it replaces', async () => {
    const house = running.house;
    const asked = { assigner: '38', period: '2026-H1', cutoff: '2026-06-30', scheme: DEFAULT_SCHEME };
    const actor = running.actor('chanhvanphong');
    const made = await freezeRanking(house, { ...asked, reason: 'Nhầm bộ' }, actor, on('2026-07-21'));
    const { html } = await head.get(page(made.ok ? made.value._id : ''));
    expect(html).toMatch(/Bộ tiêu chí khác với bản số 2, bản ấy chấm theo .*phiên bản 1\./);
  });
});
