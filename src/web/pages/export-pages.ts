import { boardAccess } from '../../app/board-access.ts';
import { PAPER_FORMATS, type PaperFormat, paperFile, workbookFile } from '../../app/documents.ts';
import { explainRow } from '../../app/explain-row.ts';
import { exportTasks, MOST_EXPORTED } from '../../app/export-tasks.ts';
import { NotFound } from '../../app/outcome.ts';
import type { UnitLine } from '../../app/ranking-lines.ts';
import { readEditionLines, rowsSeen } from '../../app/read-edition.ts';
import { type Ranking, readRanking, readRankingLines } from '../../app/read-ranking.ts';
import { type SeenEdition, seeEdition } from '../../app/see-edition.ts';
import { type Period, parsePeriod } from '../../domain/period.ts';
import { publishRow } from '../../domain/row.ts';
import { keptScheme } from '../../domain/score-files.ts';
import { SHIPPED_NAMES } from '../../domain/shipped-schemes.ts';
import { paths } from '../../paths.ts';
import { frozenLineWords } from '../../present/edition-words.ts';
import { periodAsked } from '../../present/period-words.ts';
import { decisionPaper, type RankingTable, tablePaper } from '../../present/ranking-papers.ts';
import { schemeQuery } from '../../present/ranking-query.ts';
import { linesWorkbook, rankingWorkbook } from '../../present/ranking-sheets.ts';
import { lineSentence, speechOf } from '../../present/score-words.ts';
import { type Sheet, type SheetLine, sheetPaper } from '../../present/sheet-paper.ts';
import { statisticsWorkbook } from '../../present/statistics-sheets.ts';
import { taskWorkbook } from '../../present/task-sheet.ts';
import { downloaded } from '../downloaded.ts';
import { firstOf, type PageAnswer, type PageRoute, type Visit } from '../visit.ts';
import { boardAsked, countsOf } from './board-asked.ts';
import { boardUnits } from './board-units.ts';
import { editionReader } from './edition-pages.ts';
import { unusable } from './statistics-pages.ts';
import { ALL, queryOf, without } from './task-address.ts';

function paperFormat({ params }: Visit): PaperFormat | null {
  return PAPER_FORMATS.find((one) => one === params['format']) ?? null;
}

/** A ranking as the file that is asked for; another ending than these is no address. */
async function rankingFile(visit: Visit, facts: RankingTable, decision: boolean): Promise<PageAnswer> {
  const name = `xep-hang-${facts.period.text}`;
  if (visit.params['format'] === 'xlsx')
    return downloaded(`${name}.xlsx`, workbookFile(rankingWorkbook(facts)));
  const format = paperFormat(visit);
  if (format === null) throw new NotFound();
  const paper = decision ? decisionPaper(facts) : tablePaper(facts);
  return downloaded(`${decision ? 'quyet-dinh-' : ''}${name}.${format}`, await paperFile(paper, format));
}

/** The sheet of a unit as the file that is asked for, its lines as a workbook. */
async function sheetFile(
  visit: Visit,
  facts: RankingTable,
  { unit, ...sheet }: Sheet & { unit: string },
): Promise<PageAnswer> {
  const name = `phieu-${unit.toLowerCase()}-${facts.period.text}`;
  const row = facts.rows.find((one) => one.unit === unit);
  if (row === undefined) throw new NotFound();
  if (visit.params['format'] === 'xlsx')
    return downloaded(`${name}.xlsx`, workbookFile(linesWorkbook(facts, row, sheet)));
  const format = paperFormat(visit);
  if (format === null) throw new NotFound();
  return downloaded(`${name}.${format}`, await paperFile(sheetPaper(facts, row, sheet), format));
}

function liveTable(visit: Visit, period: Period, { rows, scheme, cutoff }: Ranking): RankingTable {
  const { house, t, language, when } = visit;
  const { assigner } = boardAccess(house, visit.identity().actor, 'readRankings', undefined);
  const nameOf = (code: string) => house.directory.unit(code)?.name ?? code;
  return {
    ...{ t, language, period, scheme, cutoff, nameOf },
    assigner: nameOf(assigner),
    today: when.today,
    proof: null,
    rows: rows.map(publishRow),
  };
}

/** What of a ranking is asked for by the address, as on its page. */
function askedOf({ query, when }: Visit): { period: Period; asked: Record<string, string> } | null {
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return null;
  const shipped = SHIPPED_NAMES.find((name) => name === firstOf(query, 'scheme')) ?? null;
  return { period, asked: { period: period.text, ...schemeQuery(shipped) } };
}

async function liveRanking(visit: Visit): Promise<PageAnswer> {
  const { house, when, query } = visit;
  const found = askedOf(visit);
  if (found === null) return unusable(visit, paths.rankings());
  const group = firstOf(query, 'group');
  const asked = { ...found.asked, ...(group === '' ? {} : { group }) };
  const ranking = await readRanking(house, asked, visit.identity().actor, when);
  if (!ranking.ok) return unusable(visit, paths.rankings());
  return rankingFile(visit, liveTable(visit, found.period, ranking.value), false);
}

function liveLine(facts: RankingTable, line: UnitLine): SheetLine {
  const { component, weight, points, code, content } = line;
  return {
    component,
    weight,
    points,
    code,
    content,
    sentence: lineSentence(speechOf(facts), line, facts.scheme),
  };
}

async function liveSheet(visit: Visit): Promise<PageAnswer> {
  const { house, when, params } = visit;
  const { actor } = visit.identity();
  const found = askedOf(visit);
  if (found === null) return unusable(visit, paths.rankings());
  const unit = params['unit'] ?? '';
  const lines = await readRankingLines(house, { ...found.asked, unit }, actor, when);
  const ranking = await readRanking(house, found.asked, actor, when);
  if (!lines.ok || !ranking.ok) return unusable(visit, paths.rankings());
  const row = ranking.value.rows.find((one) => one.unit === unit);
  if (row === undefined) throw new NotFound();
  const facts = liveTable(visit, found.period, ranking.value);
  return sheetFile(visit, facts, {
    unit,
    lines: lines.value.lines.map((line) => liveLine(facts, line)),
    counted: row,
    adjustments: ranking.value.adjustments.filter((one) => one.unit === unit),
  });
}

function frozenTable(visit: Visit, seen: SeenEdition): RankingTable {
  const { t, language, house, when } = visit;
  const { edition } = seen;
  const names = new Map(edition.units.map(({ code, name }) => [code, name]));
  const settled = edition.state === 'final' || edition.state === 'published';
  return {
    ...{ t, language },
    assigner: house.directory.unit(edition.assigner)?.name ?? edition.assigner,
    period: parsePeriod(edition.period) as Period,
    scheme: keptScheme(edition),
    cutoff: edition.cutoff,
    today: when.today,
    proof: { sha256: edition.sha256, settled },
    rows: rowsSeen(seen),
    nameOf: (code) => names.get(code) ?? code,
  };
}

async function frozenRanking(visit: Visit): Promise<PageAnswer> {
  const seen = await seeEdition(visit.house, visit.params['id'] ?? '', visit.identity().actor);
  return rankingFile(visit, frozenTable(visit, seen), seen.rows === 'all');
}

async function frozenSheet(visit: Visit): Promise<PageAnswer> {
  const { house, params } = visit;
  const unit = params['unit'] ?? '';
  const seen = await readEditionLines(house, params['id'] ?? '', unit, visit.identity().actor);
  const facts = frozenTable(visit, seen);
  const lines = seen.lines.map((line): SheetLine => {
    const { component, weight, points, code, content } = line;
    const sentence = frozenLineWords(line, facts.scheme, editionReader(visit));
    return { component, weight, points, code: code ?? '', content, sentence };
  });
  const counted = await explainRow(house, seen.edition, unit);
  return sheetFile(visit, facts, { unit, lines, counted, adjustments: seen.adjustments });
}

async function statistics(visit: Visit): Promise<PageAnswer> {
  const { house, t, when } = visit;
  const { assigner } = boardAccess(house, visit.identity().actor, 'readStatistics', undefined);
  const shown = boardAsked(visit);
  const rows = shown === null ? null : await countsOf(visit, shown);
  if (shown === null || rows === null) return unusable(visit, paths.statistics());
  const units = boardUnits(visit, assigner, Object.values(rows).flat(), shown.asOf ?? when.today);
  const workbook = statisticsWorkbook({ t, shown, units, rows, today: when.today });
  return downloaded(`thong-ke-${shown.period.text}.xlsx`, workbookFile(workbook));
}

async function tasks(visit: Visit): Promise<PageAnswer> {
  const { house, t, language, when } = visit;
  const query = queryOf(visit);
  const asked = without(query, 'cursor', 'limit', ...(query['state'] === ALL ? ['state'] : []));
  const found = await exportTasks(house, asked, visit.identity().actor, when);
  if (!found.ok) return unusable(visit, paths.tasks());
  const workbook = taskWorkbook({
    ...{ t, language, today: when.today },
    rows: found.value.rows,
    most: found.value.more ? MOST_EXPORTED : null,
    calendar: house.calendar(),
    nameOf: (code) => house.directory.unit(code)?.name ?? code,
  });
  return downloaded(`nhiem-vu-${when.today}.xlsx`, workbookFile(workbook));
}

const GET = { method: 'GET', audit: null } as const;

/** What of the pages may be taken along as Excel, Word and PDF, by whoever may see the page. */
export const EXPORT_PAGES: readonly PageRoute[] = [
  { ...GET, path: paths.rankingFile(':format'), permission: 'readRankings', handler: liveRanking },
  { ...GET, path: paths.sheetFile(':unit', ':format'), permission: 'readRankings', handler: liveSheet },
  { ...GET, path: paths.editionFile(':id', ':format'), permission: 'readEditions', handler: frozenRanking },
  {
    ...GET,
    path: paths.editionSheet(':id', ':unit', ':format'),
    permission: 'readEditions',
    handler: frozenSheet,
  },
  { ...GET, path: paths.statisticsFile(), permission: 'readStatistics', handler: statistics },
  { ...GET, path: paths.tasksFile(), permission: 'readTasks', handler: tasks },
];
