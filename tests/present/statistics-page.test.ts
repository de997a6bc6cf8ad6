import { describe, expect, it } from 'vitest';
import { emptyCounts } from '../../src/domain/statistics.ts';
import type { Unit } from '../../src/domain/unit.ts';
import { type ProvinceFacts, provinceModel } from '../../src/present/statistics-page.ts';
import { translator } from '../../src/present/words.ts';
import { CALENDAR } from '../domain/calendars.ts';

const PERIOD = { text: '2026-Q2', from: '2026-04-01', to: '2026-06-30' };
const DUE = 'dueFrom=2026-04-01&dueTo=2026-06-30';
const unit = (code: string, peerGroup: string) => ({ code, peerGroup, shortName: `Đơn vị ${code}` }) as Unit;
const UNITS = ['SNV', 'STC', 'STTTT', 'SXD'].map((code) => unit(code, 'departments'));
const MOUNTAIN = unit('384', 'mountain');

/** A row of a board: done in time, late, open in time, overdue; carried in, and of it still open. */
function row(unit: string, [doneOnTime, doneLate, openInTime, openOverdue]: number[], carried = [0, 0]) {
  const sum = [doneOnTime, doneLate, openInTime, openOverdue].reduce((all = 0, one = 0) => all + one, 0) ?? 0;
  return {
    ...{ ...emptyCounts(), unit, total: sum, carriedIn: carried[0] ?? 0, carriedInOpen: carried[1] ?? 0 },
    ...{ doneOnTime: doneOnTime ?? 0, doneLate: doneLate ?? 0 },
    ...{ openInTime: openInTime ?? 0, openOverdue: openOverdue ?? 0 },
  };
}

const FACTS: ProvinceFacts = {
  ...{ language: 'vi', t: translator('vi'), assigner: '38', assignerName: 'UBND tỉnh', calendar: CALENDAR },
  ...{ units: [...UNITS, MOUNTAIN], overdue: [], waiting: [], today: '2026-07-15' },
  shown: { period: PERIOD, group: null, basis: 'current', asOf: null },
  rows: [
    row('SNV', [6, 0, 0, 0]),
    row('STC', [1, 0, 0, 1], [3, 2]),
    row('STTTT', [3, 0, 1, 1]),
    row('SXD', [0, 0, 0, 4]),
    row('384', [2, 1, 0, 2]),
  ],
  other: [row('SNV', [3, 3, 0, 0]), row('384', [0, 3, 0, 2])],
};

const choosing = (shown: Partial<ProvinceFacts['shown']>, more: Partial<ProvinceFacts> = {}) =>
  provinceModel({ ...FACTS, ...more, shown: { ...FACTS.shown, ...shown } });

describe('the province on one screen', () => {
  it('has its units worst first: most overdue, then the lowest rate, and their sum', () => {
    const { table } = provinceModel(FACTS);
    expect(table.rows.map(({ head }) => head)).toEqual([
      ...['Đơn vị SXD', 'Đơn vị 384', 'Đơn vị STC', 'Đơn vị STTTT', 'Đơn vị SNV'],
    ]);
    expect(table.foot?.cells.slice(0, 8).map(({ text }) => text)).toEqual([
      ...['22', '12', '1', '1', '8', '0', '3', '2'],
    ]);
  });

  it('leads from each figure to its tasks, from none to none; overdue ones stand out', () => {
    const [worst, , stc] = provinceModel(FACTS).table.rows;
    expect(worst?.cells.slice(0, 5).map(({ href, tone }) => [href, tone])).toEqual([
      [
        `/tasks?unit=SXD&role=lead&standing=doneOnTime%2CdoneLate%2CinTime%2CdueSoon%2CdueToday%2Coverdue&${DUE}`,
        'plain',
      ],
      [null, 'plain'],
      [null, 'plain'],
      [null, 'plain'],
      [`/tasks?unit=SXD&role=lead&standing=overdue&${DUE}`, 'bad'],
    ]);
    const [carriedIn, stillOpen] = stc?.cells.slice(6, 8) ?? [];
    expect(carriedIn?.href).toBe('/tasks?unit=STC&role=lead&carriedInto=2026-Q2');
    expect(stillOpen?.href).toMatch(/^\/tasks\?unit=STC&role=lead&carriedInto=2026-Q2&state=assigned/);
  });

  it('leads from the sums to the tasks of all, or of the group that is looked at', () => {
    const overdue = (model: ReturnType<typeof provinceModel>) => [
      model.table.foot?.cells[4]?.href,
      model.bar.keys.find(({ bucket }) => bucket === 'openOverdue')?.href,
    ];
    const all = `/tasks?assigner=38&standing=overdue&${DUE}`;
    expect(overdue(provinceModel(FACTS))).toEqual([all, all]);
    expect(provinceModel(FACTS).bar.keys.find(({ figure }) => figure === '0')?.href).toBe(null);
    const group = `/tasks?assigner=38&group=departments&standing=overdue&${DUE}`;
    expect(overdue(choosing({ group: 'departments' }))).toEqual([group, group]);
  });

  it('of one unit is its row, without a sum, and leads to its tasks', () => {
    const { table, bar, most, groups } = choosing(
      {},
      { units: [MOUNTAIN], rows: [row('384', [2, 1, 0, 2])] },
    );
    expect([table.rows.length, table.foot, most, groups]).toEqual([1, null, [], null]);
    expect(bar.keys[0]?.href).toBe(`/tasks?unit=384&role=lead&standing=doneOnTime&${DUE}`);
  });

  it('of a group has the units of that group alone, in its rates too', () => {
    const { table, rates } = choosing({ group: 'mountain' });
    expect(table.rows.map(({ head }) => head)).toEqual(['Đơn vị 384']);
    expect(rates.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([
      ['60,0\u00a0%', '60,0\u00a0%'],
      ['60,0\u00a0%', '60,0\u00a0%'],
      ['40,0\u00a0%', '0,0\u00a0%'],
    ]);
  });

  it('has the rates under both deadlines in their own columns, whichever is looked at', () => {
    const onTime = (basis: 'current' | 'original') =>
      choosing({ basis, group: 'mountain' }).rates.rows[2]?.cells.map(({ text }) => text);
    expect(onTime('current')).toEqual(['40,0\u00a0%', '0,0\u00a0%']);
    expect(onTime('original')).toEqual(['0,0\u00a0%', '40,0\u00a0%']);
  });

  it('names the three units with most overdue tasks, and none that has none', () => {
    expect(provinceModel(FACTS).most.map(({ name, href }) => [name, href])).toEqual([
      ['Đơn vị SXD', `/tasks?unit=SXD&role=lead&standing=overdue&${DUE}`],
      ['Đơn vị 384', `/tasks?unit=384&role=lead&standing=overdue&${DUE}`],
      ['Đơn vị STC', `/tasks?unit=STC&role=lead&standing=overdue&${DUE}`],
    ]);
    const few = choosing({}, { rows: [row('SNV', [6, 0, 0, 0]), row('STC', [1, 0, 0, 1])] });
    expect(few.most.map(({ name }) => name)).toEqual(['Đơn vị STC']);
  });

  it('of a past day says so, leads to no list, and back to now', () => {
    const model = choosing({ asOf: '2026-05-31', group: 'mountain' });
    const links = model.table.rows.flatMap(({ cells }) => cells.map(({ href }) => href));
    expect(new Set([...links, model.total.href, ...model.bar.keys.map(({ href }) => href)])).toEqual(
      new Set([null]),
    );
    expect(choosing({ asOf: '2026-05-31' }).most[0]?.href).toBe(null);
    expect(model.about).toContain('31/05/2026');
    expect(model.now).toBe('/statistics?period=2026-Q2&group=mountain');
    expect(provinceModel(FACTS).now).toBe(null);
  });
});
