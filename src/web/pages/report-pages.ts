import { PAPER_FORMATS, paperFile, workbookFile } from '../../app/documents.ts';
import { readNotices } from '../../app/notices.ts';
import { NotFound } from '../../app/outcome.ts';
import { listReports, readReport } from '../../app/read-reports.ts';
import { dayOf } from '../../domain/day.ts';
import { type Period, parsePeriod } from '../../domain/period.ts';
import { grantsOf } from '../../domain/permission.ts';
import { keptScheme } from '../../domain/score-files.ts';
import { paths } from '../../paths.ts';
import { sumOf } from '../../present/board-rows.ts';
import type { Link } from '../../present/components.ts';
import { reportModel, reportRows, reportTitle } from '../../present/report-page.ts';
import { type ReportTable, reportPaper, reportTable, reportWorkbook } from '../../present/report-papers.ts';
import { translator } from '../../present/words.ts';
import { downloaded } from '../downloaded.ts';
import type { Page, PageAnswer, PageRoute, Visit } from '../visit.ts';
import { policyLinks } from './policy-pages.ts';

type Report = Awaited<ReturnType<typeof readReport>>;

function periodOf({ period }: Pick<Report, 'period'>): Period {
  return parsePeriod(period) as Period;
}

function tableOf(report: Report, { t, language }: Pick<Visit, 't' | 'language'>): ReportTable {
  const { units, counts, cutoff, sha256, ranking } = report;
  return reportTable({
    ...{ t, language, units, counts, cutoff, sha256, ranking },
    assigner: report.assignerName,
    period: periodOf(report),
    scheme: keptScheme(report),
    today: dayOf(report.madeAt),
  });
}

/** The way to the reports, for whoever reads them. */
export function reportLinks({ t, identity }: Visit): Link[] {
  if (grantsOf(identity().actor, 'readReports').length === 0) return [];
  return [{ href: paths.reports(), text: t('report.list') }];
}

async function showReports(visit: Visit): Promise<Page> {
  const { house, t } = visit;
  const reports = await listReports(house, visit.identity().actor);
  const items = reports.map((report) => ({
    id: report._id,
    assigner: report.assignerName,
    period: periodOf(report),
    cutoff: report.cutoff,
    counts: sumOf(report.counts.current),
  }));
  const model = {
    back: { href: paths.statistics(), text: t('statistics.title') },
    links: policyLinks(visit),
    rows: reportRows(visit, items),
    empty: { text: t('report.none'), note: t('report.noneNote'), link: null },
  };
  return { view: 'reports', title: t('report.list'), place: 'statistics', model };
}

async function showReport(visit: Visit): Promise<Page> {
  const { house, t, when } = visit;
  const report = await readReport(house, visit.params['id'] ?? '', visit.identity().actor);
  await readNotices(house, visit.identity(), when, { report: report._id });
  const model = reportModel(tableOf(report, visit), { id: report._id, madeAt: report.madeAt });
  return { view: 'report', title: reportTitle(periodOf(report), t), place: 'statistics', model };
}

/** A report as a file: a paper, so in Vietnamese whoever asks; the same bytes each time. */
async function reportFile(visit: Visit): Promise<PageAnswer> {
  const report = await readReport(visit.house, visit.params['id'] ?? '', visit.identity().actor);
  const facts = tableOf(report, { t: translator('vi'), language: 'vi' });
  const name = `bao-cao-${report.period}`;
  if (visit.params['format'] === 'xlsx')
    return downloaded(`${name}.xlsx`, workbookFile(reportWorkbook(facts)));
  const format = PAPER_FORMATS.find((one) => one === visit.params['format']);
  if (format === undefined) throw new NotFound();
  return downloaded(`${name}.${format}`, await paperFile(reportPaper(facts), format));
}

const GET = { method: 'GET', permission: 'readReports', audit: null } as const;

/** The reports on periods that are over, for leaders and the Office. */
export const REPORT_PAGES: readonly PageRoute[] = [
  { ...GET, path: paths.reports(), handler: showReports },
  { ...GET, path: paths.report(':id'), handler: showReport },
  { ...GET, path: paths.reportFile(':id', ':format'), handler: reportFile },
];
