import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../jobs/agenda.ts';
import type { House } from '../../src/app/house.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { connect } from '../../src/db/connect.ts';
import { findReports } from '../../src/db/report-store.ts';
import { type Office, on, openOffice } from '../support/office.ts';
import { fillTwoQuarters } from '../support/two-quarters.ts';

let office: Office & { uri: string };

beforeEach(async () => {
  office = await openOffice();
  await fillTwoQuarters(office);
});

afterEach(() => office.close());

const run = (day: string, house: House = office.house) =>
  runJob('reports', { house, when: () => on(day), delivery: null });
const reports = ({ house }: Pick<Office, 'house'> = office) => findReports(house.connection, '38', 100);
const periods = async () => (await reports()).map(({ period }) => period).sort();
const notices = () => office.house.connection.collection('notices').find({ kind: 'reportMade' }).toArray();

describe('the report on a month', () => {
  it('is not made before its day', async () => {
    await run('2026-03-04');
    expect(await periods()).toEqual(['2026-01']);
  });

  it('is made on its day, with the figures as the ledger had them at the end of the day before', async () => {
    expect(await run('2026-03-05')).toBe(1);
    const [report] = await reports();
    expect(report).toMatchObject({ period: '2026-02', cutoff: '2026-03-04', madeAt: on('2026-03-05').now });
    const figures = report?.counts.current.map(({ unit, total, openInTime, openOverdue }) => [
      ...[unit, total, openInTime, openOverdue],
    ]);
    expect(figures?.filter(([, total]) => total !== 0)).toEqual([
      ['SNV', 3, 3, 0],
      ['STC', 3, 0, 3],
      ['STTTT', 3, 3, 0],
    ]);
    const ranks = report?.ranking.map(({ unit, rank }) => [unit, rank]);
    expect(ranks).toEqual(
      expect.arrayContaining([
        ['SNV', 1],
        ['STTTT', 1],
        ['STC', 3],
        ['VP', null],
      ]),
    );
  });

  it('is the same, to the byte of its figures, when it is made late', async () => {
    await run('2026-03-05');
    const other = await openOffice();
    try {
      await fillTwoQuarters(other);
      expect(await run('2026-03-20', other.house)).toBe(1);
      const [[inTime], [late]] = [await reports(), await reports(other)];
      expect(late?.sha256).toBe(inTime?.sha256);
      expect(late?.sha256).toMatch(/^[0-9a-f]{64}$/);
    } finally {
      await other.close();
    }
  });

  it('is told to those who await it, once each', async () => {
    await run('2026-03-05');
    const [report] = await reports();
    const told = (await notices()).map(({ person, report: of, state }) => [person, of, state]);
    expect(told.sort()).toEqual([
      ['chanhvanphong', report?._id, 'sent'],
      ['chutich', report?._id, 'sent'],
    ]);
  });
});

describe('a job that runs twice', () => {
  it('makes nothing new, nor tells of it again', async () => {
    await run('2026-03-05');
    const before = await reports();
    expect(await run('2026-03-05')).toBe(0);
    expect(await run('2026-03-06')).toBe(0);
    expect(await reports()).toEqual(before);
    expect(await notices()).toHaveLength(2);
  });

  it('makes one report between two programs that run it at the same time', async () => {
    const second = await connect(office.uri);
    try {
      const house = await openHouse(second.connection, 'another secret of thirty-two bytes');
      const made = await Promise.all([run('2026-03-05'), run('2026-03-05', house)]);
      expect(made.map(Number).sort()).toEqual([0, 1]);
      expect(await periods()).toEqual(['2026-02']);
      expect(await notices()).toHaveLength(2);
    } finally {
      await second.close();
    }
  });
});

describe('a job that did not run for months', () => {
  it('makes the last report of each kind, and no older one', async () => {
    expect(await run('2026-07-20')).toBe(3);
    expect(await periods()).toEqual(['2026-06', '2026-H1', '2026-Q2']);
  });
});

describe('no report', () => {
  it('is made of an assigner that assigned nothing', async () => {
    await run('2026-03-05');
    expect(await findReports(office.house.connection, '384', 100)).toEqual([]);
  });

  it('is made where nobody waits for it', async () => {
    const people = office.house.connection.collection('people');
    const awaiting = { _id: { $in: ['chutich', 'chanhvanphong'] as never[] } };
    await people.updateMany(awaiting, { $set: { disabled: true } });
    expect(await run('2026-03-05')).toBe(0);
  });
});
