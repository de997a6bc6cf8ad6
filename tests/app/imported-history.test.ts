import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRanking, readRankingLines } from '../../src/app/read-ranking.ts';
import { type Life, recordHistory } from '../../src/app/record-history.ts';
import { verifyLedger } from '../../src/app/verify-ledger.ts';
import { publishRow } from '../../src/domain/row.ts';
import { fillPeriod } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';

const SIGNED = '2026-03-02';
const TODAY = '2026-06-30';
const RESULT = { text: 'Đã xong', result: { notation: '1/BC', issuedOn: SIGNED } };

/** What the unit did with its task: taken at once, done on its day; STTTT has not begun. */
function lifeIn({ actor }: Office): Life {
  return function* (task) {
    if (task.lead === 'STTTT') return;
    const who = actor(`${task.lead.toLowerCase()}.clerk`);
    yield { action: 'acknowledge', fields: {}, actor: who, when: on(SIGNED) };
    const day = task.lead === 'SNV' ? '2026-03-30' : '2026-04-15';
    yield { action: 'submit', fields: RESULT, actor: who, when: on(day) };
  };
}

/** The tasks of `fillPeriod`, brought in afterwards with all that happened to them. */
async function importPeriod(office: Office): Promise<void> {
  const { house, actor } = office;
  for (const number of [1, 2, 3, 4, 5, 6]) {
    const directive = await recordPaper(office, `${number}/UBND-TH`, SIGNED);
    const leadUnits = ['SNV', 'STC', 'STTTT'];
    const input = { directive, content: 'Báo cáo', leadUnits, deadline: '31/3/2026' };
    const past = {
      input,
      actor: actor('vanphong'),
      when: on(SIGNED),
      first: number * 3,
      life: lifeIn(office),
    };
    await must(recordHistory(house, past));
  }
}

describe.each([
  ['lived day by day', fillPeriod],
  ['imported afterwards', importPeriod],
] as const)('a history %s', (_, fill) => {
  let office: Office;

  beforeAll(async () => {
    office = await openOffice();
    await fill(office);
  }, 60_000);

  afterAll(() => office.close());

  async function ranked(asOf: string | undefined): Promise<string[]> {
    const query = { period: '2026-H1', ...(asOf === undefined ? {} : { asOf }) };
    const { rows } = await must(readRanking(office.house, query, office.actor('chutich'), on(TODAY)));
    return rows
      .map(publishRow)
      .filter(({ rank }) => rank !== null)
      .map(({ unit, rank, score, grade, tasks }) => `${unit} ${rank} ${score} ${grade} ${tasks}`);
  }

  // SNV in time: 100; STC eleven working days late: 57; STTTT overdue by sixty-two: 0.
  // μ = (600 + 342) / 18 = 52.3333; (600 + 10μ) / 16, (342 + 10μ) / 16, 10μ / 16.
  it('gives these ranks', async () => {
    expect(await ranked(undefined)).toEqual([
      'SNV 1 70.2083 completed 6',
      'STC 2 54.0833 completed 6',
      'STTTT 3 32.7083 notCompleted 6',
    ]);
  });

  // On 10 April STC and STTTT are both overdue by eight working days: at most 50. μ = (600 + 300 + 300) / 18 = 66.6667.
  it('is at the end of a day in it what it was then', async () => {
    expect(await ranked('2026-04-10')).toEqual([
      'SNV 1 79.1667 completed 6',
      'STC 2 60.4167 completed 6',
      'STTTT 2 60.4167 completed 6',
    ]);
    expect(await ranked('2026-03-29')).toEqual([]);
  });

  it('has its days late on the lines of a unit', async () => {
    const query = { period: '2026-H1', unit: 'STC' };
    const { lines } = await must(readRankingLines(office.house, query, office.actor('chutich'), on(TODAY)));
    expect(lines.map(({ daysLate, points, kind }) => [kind, daysLate, points])).toEqual(
      Array.from({ length: 6 }, () => ['done', 11, 57]),
    );
  });

  it('is a ledger that refolds to its tasks', async () => {
    expect(await verifyLedger(office.house)).toMatchObject({ ok: true });
  });
});
