import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freezeRanking } from '../../src/app/freeze-ranking.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import {
  callerFor,
  must,
  on,
  type Running,
  serveOffice,
  type Visitor,
  visitorFor,
} from '../support/office.ts';

const ENTER = '/rankings/figures/enter?criterion=Chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91&month=03%2F2026';
const PAPER = { 'document.notation': '12/BC-STTTT', 'document.issuedOn': '05/04/2026' };

let running: Running;
let clerk: Visitor;
let head: Visitor;

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
  clerk = await visitorFor(running.url, 'vanphong');
  head = await visitorFor(running.url, 'chanhvanphong');
}, 60_000);

afterAll(() => running.close());

describe('the table of figures', () => {
  it('is filled by what was pasted, and nothing is written before it is saved', async () => {
    const pasted = 'SNV\t87,5\nĐơn vị STC;tốt\nKhông có;5\nstttt,90,25';
    const tried = await clerk.post(ENTER, { ...PAPER, pasted, 'points.384': '70' });
    expect(tried.status).toBe(422);
    for (const value of ['87,5', 'tốt', '90,25', '70', '12/BC-STTTT'])
      expect(tried.html).toContain(`value="${value}"`);
    expect(tried.html).toContain('href="#field-points-STC"');
    expect(tried.html).toContain('Không rõ đơn vị ở dòng “Không có;5”');
    expect((await clerk.get('/rankings/figures?period=2026')).html).not.toContain('87,5');
  });

  it('keeps what was typed, with the fault at its cell', async () => {
    const refused = await clerk.post(ENTER, { ...PAPER, 'points.SNV': '101', 'points.STC': '80,5' });
    expect(refused.status).toBe(422);
    expect(refused.html).toMatch(/id="field-points-SNV-fault">Nhập số điểm từ 0 đến 100/);
    expect(refused.html).toContain('value="80,5"');
  });

  it('is saved, shown by unit and month, corrected with a reason, and the correction is seen', async () => {
    expect(await clerk.post(ENTER, { ...PAPER, 'points.SNV': '87,5' })).toMatchObject({
      status: 303,
      location: '/rankings/figures?period=2026',
    });
    expect((await clerk.get(ENTER)).html).toContain('value="87,5"');
    const corrected = { ...PAPER, 'points.SNV': '88' };
    const asked = await clerk.post(ENTER, corrected);
    expect([asked.status, asked.html.includes('id="field-reason-fault"')]).toEqual([422, true]);
    expect((await clerk.post(ENTER, { ...corrected, reason: 'Nhập nhầm' })).status).toBe(303);
    const seen = await clerk.get('/rankings/figures?period=2026-03');
    expect(seen.html).toMatch(/Đơn vị SNV, Chuyển đổi số, tháng 03\/2026: sửa thành 88 .*Lý do: Nhập nhầm/);
  });

  it('is seen by a unit without the way to enter, and shows its own row', async () => {
    const unit = await visitorFor(running.url, 'stc.clerk');
    const page = await unit.get('/rankings/figures?period=2026-03');
    expect([page.status, page.html.includes('Đơn vị SNV'), page.html.includes('/figures/enter')]).toEqual([
      200,
      false,
      false,
    ]);
    expect((await unit.get(ENTER)).status).toBe(403);
  });

  it.each(['', '?criterion=x&month=2026-13', '?month=2026-03'])(
    'needs a criterion and a month: %s',
    async (query) => {
      expect((await clerk.get(`/rankings/figures/enter${query}`)).status).toBe(422);
    },
  );
});

describe('bonus and penalty', () => {
  it('are given, listed and revoked on a page of its own by the head of the Office', async () => {
    const form = { unit: 'STC', on: '02/03/2026', points: '-1,5', reason: 'Chậm báo cáo', ...PAPER };
    const refused = await head.post('/rankings/adjustments/new', { ...form, points: '0' });
    expect([refused.status, refused.html.includes('Chậm báo cáo')]).toEqual([422, true]);
    expect((await head.post('/rankings/adjustments/new', form)).location).toBe(
      '/rankings/adjustments?period=2026',
    );
    const list = await head.get('/rankings/adjustments?period=2026-Q1');
    expect(list.html).toContain('Điểm trừ 1,5 theo văn bản 12/BC-STTTT ngày 05/04/2026: Chậm báo cáo');
    const revoke = /href="(\/rankings\/adjustments\/[0-9a-f]{24}\/revoke)"/.exec(list.html)?.[1] ?? '';
    expect((await head.get(revoke)).html).toContain('Sẽ hủy: Đơn vị STC, 02/03/2026.');
    expect((await head.post(revoke, { reason: 'Đã báo cáo' })).status).toBe(303);
    expect((await head.post(revoke, { reason: 'Lần nữa' })).status).toBe(409);
    expect((await head.get('/rankings/adjustments?period=2026')).html).toMatch(/<s>.*Lý do: Đã báo cáo/);
    expect((await clerk.get('/rankings/adjustments/new')).status).toBe(403);
  });
});

describe('the interface', () => {
  it('takes and gives figures, adjustments, and what is missing', async () => {
    const office = await callerFor(running.url, 'chanhvanphong');
    const document = { notation: '15/BC-SNV', issuedOn: '2026-04-01' };
    const figures = [{ unit: 'STC', points: 77.25 }];
    const entered = await office('POST', '/figures', {
      criterion: 'Cải cách hành chính',
      month: '2026-02',
      document,
      figures,
    });
    expect(entered).toMatchObject({
      status: 201,
      body: { items: [{ unit: 'STC', points: 77.25, number: 1 }] },
    });
    const read = await office('GET', '/figures?period=2026-02');
    expect(read.body).toMatchObject({ items: [{ unit: 'STC', points: 77.25, document }], missing: [] });
    const given = await office('POST', '/adjustments', {
      unit: 'SNV',
      on: '2026-Q1',
      points: 2,
      document,
      reason: 'Sáng kiến',
    });
    expect(given).toMatchObject({ status: 201, body: { unit: 'SNV', points: 2, revoked: null } });
    expect((await office('GET', '/adjustments?period=2026-Q1')).body.items).toHaveLength(2);
    const wrong = await office('POST', '/figures', {
      criterion: 'x',
      month: '2026-02',
      document,
      figures: [{ unit: 'STC', points: 200 }],
    });
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'figures.0.points', code: 'figureRange' }] },
    });
    const unit = await callerFor(running.url, 'snv.head');
    expect((await unit('POST', '/adjustments', {})).status).toBe(403);
  });
});

describe('questions', () => {
  it('name the tasks that they are about, to the Office, the leaders and the inspectors alone', async () => {
    const office = await callerFor(running.url, 'vanphong');
    const { body } = await office('POST', '/directives', {
      notation: '7/UBND-TH',
      kind: 'Công văn',
      issuedOn: '2026-04-06',
      issuer: 'UBND tỉnh',
      subject: 'Thử',
    });
    const task = {
      directive: body.id,
      content: 'Rà soát <b>số liệu</b>',
      leadUnits: ['SNV'],
      deadline: '30/4/2026',
    };
    const made = await office('POST', '/tasks', task);
    for (const who of ['vanphong', 'chutich', 'thanhtra']) {
      const { html } = await (await visitorFor(running.url, who)).get('/rankings/questions?period=2026-Q2');
      expect(html).toContain('Văn phòng ghi nhiệm vụ muộn');
      expect(html).toContain(`href="/tasks/${made.body.tasks[0].id}"`);
      expect(html).not.toContain('<b>');
    }
    const quiet = await clerk.get('/rankings/questions?period=2025');
    expect(quiet.html).toContain('Không có điểm nào cần hỏi thêm');
    expect((await clerk.get('/rankings/questions?period=x')).status).toBe(422);
    for (const who of ['snv.head', 'quantri']) {
      expect((await (await visitorFor(running.url, who)).get('/rankings/questions')).status).toBe(403);
    }
  });
});

describe('the lines of a unit in an edition', () => {
  it('say of a figure its month and document, and of a penalty why', async () => {
    const scheme = {
      ...DEFAULT_SCHEME,
      leastWeight: 1,
      adjustmentMost: 300,
      components: [
        { name: 'timeliness', weight: 3 },
        { name: 'Chuyển đổi số', weight: 1 },
      ],
    };
    const asked = { assigner: '38', period: '2026-Q1', cutoff: '2026-04-15', scheme, reason: null };
    const { house, actor } = running;
    const edition = await must(freezeRanking(house, asked, actor('chanhvanphong'), on('2026-04-15')));
    const { html } = await head.get(`/rankings/editions/${edition._id}/units/SNV`);
    expect(html).toContain('03/2026 · Chuyển đổi số, theo văn bản 12/BC-STTTT ngày 05/04/2026');
    expect(html).toContain('Điểm thưởng 2 theo văn bản 15/BC-SNV ngày 01/04/2026: Sáng kiến');
  });
});
