import { paths } from '../paths.ts';
import type { Link } from './components.ts';
import type { Translate } from './words.ts';

/** What of a page may be taken along, for `views/components/downloads.hbs`. */
export type Downloads = { label: string; links: Link[] };

type Query = Record<string, string>;

function downloads(t: Translate, links: readonly [href: string, text: string][]): Downloads {
  return { label: t('paper.download'), links: links.map(([href, text]) => ({ href, text })) };
}

function three(t: Translate, href: (format: string) => string): Downloads {
  return downloads(t, [
    [href('xlsx'), t('paper.excel')],
    [href('docx'), t('paper.word')],
    [href('pdf'), t('paper.pdf')],
  ]);
}

/** The live ranking of a query. */
export function rankingDownloads(t: Translate, query: Query): Downloads {
  return three(t, (format) => paths.rankingFile(format, query));
}

/** The live lines of a unit as a workbook, its sheet as a paper. */
export function unitDownloads(t: Translate, unit: string, query: Query): Downloads {
  return three(t, (format) => paths.sheetFile(unit, format, query));
}

/** A frozen ranking; where all rows are seen the paper is the decision that publishes it. */
export function editionDownloads(t: Translate, id: string, all: boolean): Downloads {
  if (!all) return three(t, (format) => paths.editionFile(id, format));
  const what = t('paper.decision.title');
  return downloads(t, [
    [paths.editionFile(id, 'xlsx'), t('paper.excel')],
    [paths.editionFile(id, 'docx'), t('paper.wordOf', { what })],
    [paths.editionFile(id, 'pdf'), t('paper.pdfOf', { what })],
  ]);
}

/** The frozen lines of a unit as a workbook, its sheet as a paper. */
export function editionUnitDownloads(t: Translate, id: string, unit: string): Downloads {
  const what = t('paper.sheet.title');
  return downloads(t, [
    [paths.editionSheet(id, unit, 'xlsx'), t('paper.excel')],
    [paths.editionSheet(id, unit, 'docx'), t('paper.wordOf', { what })],
    [paths.editionSheet(id, unit, 'pdf'), t('paper.pdfOf', { what })],
  ]);
}

/** The board of a query. */
export function statisticsDownloads(t: Translate, query: Query): Downloads {
  return downloads(t, [[paths.statisticsFile(query), t('paper.excel')]]);
}

/** A report on a period. */
export function reportDownloads(t: Translate, id: string): Downloads {
  return three(t, (format) => paths.reportFile(id, format));
}

/** The list of tasks of a query, whatever its page. */
export function taskDownloads(t: Translate, query: Query): Downloads {
  return downloads(t, [[paths.tasksFile(query), t('paper.excel')]]);
}
