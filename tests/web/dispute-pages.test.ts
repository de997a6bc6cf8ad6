import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DISPUTE, EDITION_LINES } from '../../src/app/edition-answers.ts';
import { openWithFigures } from '../support/figures.ts';
import { htmlFaults } from '../support/html.ts';
import { callerFor, on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';

let running: Running;
let unit: Visitor;
let head: Visitor;
let path: string;
let id: string;
let penalty: string;
let bonus: string;

beforeAll(async () => {
  running = await serveOffice(on('2026-07-20'));
  const opened = await openWithFigures(running);
  ({ penalty, bonus } = opened);
  id = opened.edition._id;
  path = `/rankings/editions/${id}/units/SNV`;
  unit = await visitorFor(running.url, 'snv.clerk');
  head = await visitorFor(running.url, 'chanhvanphong');
}, 60_000);

afterAll(() => running.close());

/** Where the way to dispute a line leads, by the name of the line. */
function wayTo(html: string, name: string): string {
  const link = new RegExp(`href="([^"]+)" aria-label="Đề nghị rà soát: ${name}"`).exec(html)?.[1];
  return (link ?? `no way to ${name}`).replaceAll('&#x3D;', '=');
}

describe('the lines of a unit in an open edition', () => {
  it('are all disputed from the page, figures and adjustments too, and marked there', async () => {
    const { html } = await unit.get(path);
    const figure = wayTo(html, 'Chuyển đổi số · 03/2026');
    const ways = [...html.matchAll(/aria-label="Đề nghị rà soát: Điểm thưởng, điểm trừ · quý 2\/2026"/g)];
    expect(ways).toHaveLength(2);
    const form = await unit.get(figure);
    expect([form.status, await htmlFaults(form.html)]).toEqual([200, []]);
    expect(form.html).toContain('03/2026 · Chuyển đổi số, theo văn bản 12/BC-STTTT ngày 05/04/2026');
    const empty = await unit.post(figure, {});
    expect([empty.status, empty.html.includes('field-reason-fault')]).toEqual([422, true]);
    expect(await unit.post(figure, { reason: 'Đã đạt 80 điểm' })).toMatchObject({
      status: 303,
      location: path,
    });
    const bonusWay = `${path}/lines/${bonus}/adjustment`;
    expect((await unit.get(bonusWay)).html).toContain('Điểm thưởng 0,5 theo văn bản 12/BC-STTTT');
    const penaltyWay = `${path}/lines/${penalty}/adjustment`;
    expect((await unit.post(penaltyWay, { reason: 'Đã báo cáo' })).status).toBe(303);
    expect((await unit.post(penaltyWay, { reason: 'Lần nữa' })).status).toBe(409);
    const marked = await unit.get(path);
    expect([...marked.html.matchAll(/◐ Đang rà soát/g)]).toHaveLength(2);
    expect(marked.html).not.toContain('Chuyển đổi số · 03/2026"');
    expect(await htmlFaults(marked.html)).toEqual([]);
  });

  it.each(['2026-01/Chuy%E1%BB%83n%20%C4%91%E1%BB%95i%20s%E1%BB%91', '2026-03/timeliness', 'x/adjustment'])(
    'have no form for a line that is not there: %s',
    async (line) => {
      expect((await unit.get(`${path}/lines/${line}`)).status).toBe(404);
    },
  );

  it('are decided with the points that count, which the list and the next edition say', async () => {
    const list = await head.get(`/rankings/editions/${id}/disputes`);
    expect(await htmlFaults(list.html)).toEqual([]);
    expect(list.html).toContain('Điểm trừ 2 theo văn bản 12/BC-STTTT ngày 05/04/2026');
    const decide = [...list.html.matchAll(/href="(\/rankings\/disputes\/[0-9a-f]{24})"/g)].map(
      ([, at]) => at,
    );
    const form = await head.get(decide[0] ?? '');
    expect(form.html).toContain('name="points"');
    expect(form.html).not.toContain('name="daysLate"');
    const wrong = await head.post(decide[0] ?? '', { verdict: 'otherPoints', points: '180', reason: 'x' });
    expect([wrong.status, wrong.html.includes('id="field-points-fault"')]).toEqual([422, true]);
    const given = { verdict: 'otherPoints', points: '80,5', reason: 'Theo báo cáo sửa' };
    expect((await head.post(decide[0] ?? '', given)).status).toBe(303);
    expect((await head.post(decide[1] ?? '', { verdict: 'leftOut', reason: 'Đã báo cáo' })).status).toBe(303);
    expect((await unit.get(path)).html).toContain('Đồng ý rà soát: Tính lại là 80,5 điểm');
    running.clock.when = on('2026-07-28');
    const [clerk, chief] = [
      await visitorFor(running.url, 'snv.clerk'),
      await visitorFor(running.url, 'chanhvanphong'),
    ];
    const { location } = await chief.post(`/rankings/editions/${id}/steps/finish`, { state: 'open' });
    const { html } = await clerk.get(`${location}/units/SNV`);
    expect(html).toMatch(
      /Tính lại là 80,5 điểm · <span>Theo báo cáo sửa<\/span><br>Chuyển đổi số · 03\/2026/,
    );
    expect(html).toMatch(/Không tính dòng này · <span>Đã báo cáo<\/span><br>Điểm thưởng, điểm trừ/);
    expect(html).not.toContain('Điểm trừ 2');
    expect(await htmlFaults(html)).toEqual([]);
  });
});

describe('a figure that a review decided otherwise', () => {
  const FIGURES = '/rankings/figures?period=2026-03';
  let office: Visitor;
  let own: Visitor;
  beforeAll(async () => {
    [office, own] = [
      await visitorFor(running.url, 'chanhvanphong'),
      await visitorFor(running.url, 'snv.staff'),
    ];
  });
  const said = async (who: Visitor) => (await who.get(FIGURES)).html.replaceAll(/\s+/g, ' ');

  it('stands as it was entered, with what was decided beside it and the way to the dispute', async () => {
    for (const who of [office, own]) {
      const html = await said(who);
      expect(html).toMatch(
        /<a class="figure-warn" href="[^"]+\/disputes#dispute-[0-9a-f]{24}">60 \(rà soát: 80,5\)<\/a>/,
      );
      expect(html).toContain('xếp hạng 6 tháng đầu năm 2026 tính 80,5 thay cho 60');
      expect(html).toContain('Theo báo cáo sửa');
      expect(await htmlFaults((await who.get(FIGURES)).html)).toEqual([]);
    }
    const [, to = ''] = /href="([^"]+)#dispute-/.exec(await said(office)) ?? [];
    const [, anchor = ''] = /#(dispute-[0-9a-f]{24})"/.exec(await said(office)) ?? [];
    expect((await office.get(to.replaceAll('&#x3D;', '='))).html).toContain(`id="${anchor}"`);
  });

  it('is not told to another unit, nor beside another month', async () => {
    expect(await said(await visitorFor(running.url, 'stc.clerk'))).not.toContain('rà soát:');
    expect((await office.get('/rankings/figures?period=2026-02')).html).not.toContain('rà soát:');
  });

  it('is no more once what was decided is entered', async () => {
    const entry =
      '/rankings/figures/enter?criterion=Chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91&month=2026-03';
    const form = {
      'points.SNV': '80,5',
      'points.STC': '90',
      'document.notation': '20/BC-STTTT',
      'document.issuedOn': '20/07/2026',
      reason: 'Theo kết luận rà soát',
    };
    expect((await (await visitorFor(running.url, 'vanphong')).post(entry, form)).status).toBe(303);
    expect(await said(office)).not.toContain('rà soát:');
    expect(await said(office)).toContain('80,5');
  });
});

describe('disputes by the HTTP interface', () => {
  it('tell of lines that are no tasks’, as described', async () => {
    const office = await callerFor(running.url, 'chanhvanphong');
    const { body } = await office('GET', `/rankings/editions/${id}/lines?unit=SNV`);
    expect(EDITION_LINES.parse(body)).toEqual(body);
    expect(body.adjustments).toMatchObject([
      { id: penalty, points: -2, dispute: { state: 'accepted' } },
      { id: bonus, points: 0.5, dispute: null },
    ]);
    const { items } = (await office('GET', `/rankings/editions/${id}/disputes`)).body;
    expect(items.map((item: unknown) => DISPUTE.parse(item))).toEqual(items);
    expect(items).toMatchObject([
      { month: '2026-03', adjustment: null, decision: { points: 80.5, daysLate: null } },
      { month: null, adjustment: penalty, decision: { points: null } },
    ]);
  });
});
