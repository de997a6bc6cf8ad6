import { inTransaction } from '../db/connect.ts';
import { isDuplicate } from '../db/duplicate.ts';
import { newId } from '../db/ids.ts';
import { insertNotices, type NoticeRow } from '../db/notice-store.ts';
import { hasReport, insertReport, type ReportFigures, type ReportRow } from '../db/report-store.ts';
import { canonicalJson } from '../domain/canonical.ts';
import type { When } from '../domain/day.ts';
import type { Role } from '../domain/post.ts';
import { schemeAsPublished } from '../domain/published-scheme.ts';
import { type ReportDue, reportsDue } from '../domain/report-due.ts';
import { publishRow } from '../domain/row.ts';
import type { Fact } from '../domain/sum-facts.ts';
import type { Basis } from '../domain/task.ts';
import { asNamedOn } from '../domain/unit.ts';
import type { House } from './house.ts';
import { programNotice } from './program-notice.ts';
import { factsOfOne } from './ranking-input.ts';
import type { Setting } from './ranking-lines.ts';
import { rankingOf } from './read-ranking.ts';
import { type Statistics, statisticsFrom, type Tally, tallyTask } from './read-statistics.ts';
import { replayTasks } from './replay-tasks.ts';
import { schemeInForce } from './scheme-in-force.ts';

/** Who waits for a report; where nobody does, none is made. */
const AWAITING: readonly Role[] = ['leader', 'officeHead'];

/** The counts under both deadlines and the facts by a scheme, from one pass through the ledger as it was at a day's end. */
async function gather(house: House, setting: Setting) {
  const boards = {
    current: { ...setting, basis: 'current' },
    original: { ...setting, basis: 'original' },
  } as const;
  const tallies: Record<Basis, Tally> = { current: new Map(), original: new Map() };
  const facts: Fact[] = [];
  for await (const task of replayTasks(house, setting.assigner, setting.today)) {
    for (const basis of ['current', 'original'] as const) tallyTask(tallies[basis], task, boards[basis]);
    facts.push(...factsOfOne(house, task, setting));
  }
  const of = (basis: Basis) => statisticsFrom(house, boards[basis], tallies[basis], null);
  return { current: of('current'), original: of('original'), facts };
}

/** Counts without their rates, which follow from them. */
function countsOf({ items }: Statistics): ReportFigures['counts'][Basis] {
  return items.map(({ rates: _, ...counts }) => counts);
}

/** The figures of a report from the ledger as it was at the end of its cutoff; null when there is nothing to report. */
async function figuresOf(
  house: House,
  assigner: string,
  { period, cutoff }: ReportDue,
): Promise<ReportFigures | null> {
  const scheme = await schemeInForce(house, assigner, period);
  const setting: Setting = { assigner, period, scheme, today: cutoff, past: true };
  const { current, original, facts } = await gather(house, setting);
  if (current.all.total + current.all.carriedIn === 0) return null;
  const { rows } = await rankingOf(house, setting, facts);
  const counted = new Set([...current.items, ...original.items].map(({ unit }) => unit));
  const assignedBy = house.directory.unit(assigner);
  return {
    assigner,
    period: period.text,
    cutoff,
    assignerName: assignedBy === undefined ? assigner : asNamedOn(assignedBy, cutoff).name,
    units: house.directory
      .childrenOf(assigner)
      .filter(({ code }) => counted.has(code))
      .map((unit) => asNamedOn(unit, cutoff))
      .map(({ code, name, peerGroup }) => ({ code, name, peerGroup })),
    counts: { current: countsOf(current), original: countsOf(original) },
    scheme: schemeAsPublished(scheme),
    ranking: rows.map(publishRow),
  };
}

function noticesOf(house: House, { _id: report, assigner, period }: ReportRow, when: When): NoticeRow[] {
  return house.directory.holding(assigner, AWAITING).map(({ username }) =>
    programNotice(
      {
        key: `${report}:reportMade:${username}:program`,
        ...{ person: username, unit: assigner, report, code: period, kind: 'reportMade', params: { period } },
      },
      when,
    ),
  );
}

/** Writes a report and tells of it; false when another process was faster. */
async function keep(house: House, figures: ReportFigures, when: When): Promise<boolean> {
  const sha256 = house.hash(canonicalJson(figures, 'any'));
  const row: ReportRow = { ...figures, _id: newId(), sha256, madeAt: when.now };
  try {
    await inTransaction(house.connection, async (session) => {
      await insertReport(house.connection, session, row);
      await insertNotices(house.connection, session, noticesOf(house, row, when));
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/**
 * Makes the reports that are due and not there yet, of every assigner whose reports somebody waits for; gives how many.
 * It may run twice, late, or in two processes at once: an assigner has one report on a period, the same in any case.
 */
export async function makeReports(house: House, when: When): Promise<number> {
  let made = 0;
  for (const { code } of house.directory.units()) {
    if (house.directory.holding(code, AWAITING).length === 0) continue;
    for (const due of reportsDue(when.today, house.policyOf(code).reports)) {
      if (await hasReport(house.connection, code, due.period.text)) continue;
      const figures = await figuresOf(house, code, due);
      if (figures !== null && (await keep(house, figures, when))) made += 1;
    }
  }
  return made;
}
