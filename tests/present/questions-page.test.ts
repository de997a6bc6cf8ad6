import { describe, expect, it } from 'vitest';
import type { Asked } from '../../src/domain/questions.ts';
import { questionsModel } from '../../src/present/questions-page.ts';
import { translator } from '../../src/present/words.ts';

const reader = {
  language: 'vi' as const,
  t: translator('vi'),
  today: '2026-07-15',
  unitName: (code: string) => `Đơn vị ${code}`,
  personName: (username: string) => username,
};
const PERIOD = { text: '2026-Q2', from: '2026-04-01', to: '2026-06-30' };
const ids = (many: number) => Array.from({ length: many }, (_, at) => `t${at + 1}`);
const tasks = new Map(ids(20).map((id) => [id, { code: `38-${id}`, content: `Việc ${id}` }]));

function model(asked: readonly Asked[], whole = true) {
  return questionsModel({ period: PERIOD, end: '2026-06-30', whole, asked, tasks }, reader);
}

describe('the page of questions', () => {
  it('shows each question that is asked of anybody, in their own order, and no other', () => {
    const asked = [
      { name: 'lateEntry', unit: null, tasks: ['t1'], among: 4 },
      { name: 'resultAfter', unit: 'SNV', tasks: ['t2'], among: 3 },
    ];
    expect(model(asked).questions.map(({ title }) => title)).toEqual([
      'Văn bản kết quả có ngày sau lần đầu báo cáo hoàn thành',
      'Văn phòng ghi nhiệm vụ muộn',
    ]);
  });

  it('says of whom, how many of how many, which tasks, and leads to all that the unit had due', () => {
    const [question] = model([{ name: 'resultAfter', unit: 'SNV', tasks: ['t2', 't3'], among: 5 }]).questions;
    expect(question?.items).toEqual([
      {
        unit: 'Đơn vị SNV',
        text: '2 trên 5 nhiệm vụ đã báo cáo hoàn thành',
        tasks: [
          { href: '/tasks/t2', code: '38-t2', content: 'Việc t2' },
          { href: '/tasks/t3', code: '38-t3', content: 'Việc t3' },
        ],
        more: null,
        all: '/tasks?unit=SNV&role=lead&basis=original&dueFrom=2026-04-01&dueTo=2026-06-30',
      },
    ]);
  });

  it('names no unit and no list where the Office itself is asked', () => {
    const [question] = model([{ name: 'lateEntry', unit: null, tasks: ['t1'], among: 4 }]).questions;
    expect(question?.items).toMatchObject([{ unit: null, all: null }]);
  });

  it.each([
    [8, 8, null],
    [9, 8, 'Và 1 nhiệm vụ khác.'],
    [12, 8, 'Và 4 nhiệm vụ khác.'],
  ])('of %i tasks shows %i and says how many more there are', (many, shown, more) => {
    const [question] = model([{ name: 'split', unit: 'SNV', tasks: ids(many), among: 20 }]).questions;
    expect([question?.items[0]?.tasks.length, question?.items[0]?.more]).toEqual([shown, more]);
  });

  it.each([
    [15, 15, null],
    [17, 15, 'Và 2 đơn vị khác.'],
  ])('of %i units shows %i and says how many more there are', (many, shown, more) => {
    const asked = ids(many).map((unit) => ({ name: 'split', unit, tasks: ['t1'], among: 1 }));
    const [question] = model(asked).questions;
    expect([question?.items.length, question?.more]).toEqual([shown, more]);
  });

  it('says of which period and until when, and whether all of its tasks were looked at', () => {
    const { about, part, back, periods } = model([]);
    expect(about).toBe('Nhiệm vụ có hạn ban đầu trong quý 2/2026, tính đến 30/06/2026');
    expect([part, back.href]).toEqual([null, '/ranking?period=2026-Q2']);
    expect(periods.links.find(({ text }) => text === '2025')?.href).toBe('/rankings/questions?period=2025');
    expect(model([], false).part).toContain('trang này xem 20 nhiệm vụ đến hạn sớm nhất');
  });
});
