import { findReport, findReports, type ReportRow } from '../db/report-store.ts';
import { grantsOf } from '../domain/permission.ts';
import type { Actor } from '../domain/post.ts';
import type { House } from './house.ts';
import { Forbidden, NotFound } from './outcome.ts';

/** How many reports a list shows: those of five years. */
const LISTED = 100;

function assignersOf(actor: Actor): string[] {
  const assigners = grantsOf(actor, 'readReports').map(({ post }) => post.unit);
  if (assigners.length === 0) throw new Forbidden();
  return [...new Set(assigners)];
}

/** The reports that somebody may read, the newest first. Throws Forbidden. */
export async function listReports(house: House, actor: Actor): Promise<ReportRow[]> {
  const found = [];
  for (const assigner of assignersOf(actor))
    found.push(...(await findReports(house.connection, assigner, LISTED)));
  return found;
}

/** One report. Throws Forbidden for a role without reports, NotFound for another's. */
export async function readReport(house: House, id: string, actor: Actor): Promise<ReportRow> {
  const assigners = assignersOf(actor);
  const report = await findReport(house.connection, id);
  if (report === null || !assigners.includes(report.assigner)) throw new NotFound();
  return report;
}
