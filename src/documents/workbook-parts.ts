import { daysBetween } from '../domain/day.ts';
import { columnName } from './cell-text.ts';
import { MOST_TEXT } from './read-sheet.ts';
import type { CellValue, Column, ColumnKind, Sheet } from './workbook.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Day 0 of spreadsheets. */
const ORIGIN = '1899-12-30';

/** The formats of cells, by their place in the styles: 0 is a plain one, then title, heading, and one for each kind. */
const STYLE: Record<ColumnKind | 'title' | 'heading', number> = {
  title: 1,
  heading: 2,
  text: 3,
  whole: 4,
  points: 5,
  percent: 6,
  day: 7,
};

/** Text for XML, without the characters that it can't hold. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function cell(at: number, row: number, value: CellValue, style: number, kind: ColumnKind = 'text'): string {
  const place = `r="${columnName(at)}${row}" s="${style}"`;
  if (value === null) return `<c ${place}/>`;
  if (kind === 'day' && typeof value === 'string') {
    return `<c ${place}><v>${daysBetween(ORIGIN, value)}</v></c>`;
  }
  if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`;
  const text = xmlText(value.slice(0, MOST_TEXT));
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** The height of one line, in points. */
const LINE = 16;

/** A row's element, as high as its longest text needs, told since not every program works it out by itself. */
function rowElement(
  row: number,
  cells: string,
  columns: readonly Column[],
  values: readonly CellValue[],
): string {
  const lines = columns.map(({ width }, at) => Math.ceil(String(values[at] ?? '').length / width));
  const most = Math.min(Math.max(1, ...lines), 25);
  const height = most === 1 ? '' : ` ht="${most * LINE}" customHeight="1"`;
  return `<row r="${row}"${height}>${cells}</row>`;
}

/** One row of a table; `row` counts from 1. */
export function rowXml(columns: readonly Column[], values: readonly CellValue[], row: number): string {
  const cells = columns.map(({ kind }, at) => cell(at, row, values[at] ?? null, STYLE[kind], kind));
  return rowElement(row, cells.join(''), columns, values);
}

/** The row on which the heading stands: below the title and an empty line. */
export function headingRow({ title }: Sheet): number {
  return title.length === 0 ? 1 : title.length + 2;
}

/** A sheet up to its first row: heading frozen, widths, title. */
export function sheetStart(sheet: Sheet): string {
  const heading = headingRow(sheet);
  const texts = sheet.columns.map(({ heading: text }) => text);
  const widths = sheet.columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const titles = sheet.title.map(
    (text, at) => `<row r="${at + 1}">${cell(0, at + 1, text, STYLE.title)}</row>`,
  );
  const headings = sheet.columns.map(({ heading: text }, at) => cell(at, heading, text, STYLE.heading));
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${heading}" topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="${LINE}" customHeight="1"/><cols>${widths.join('')}</cols><sheetData>${titles.join('')}${rowElement(heading, headings.join(''), sheet.columns, texts)}`;
}

/** A sheet behind its last row: how it is printed, A4 and as wide as the paper. */
export function sheetEnd({ landscape }: Sheet): string {
  const way = landscape ? 'landscape' : 'portrait';
  return `</sheetData><pageMargins left="0.8" right="0.6" top="0.8" bottom="0.8" header="0.4" footer="0.4"/><pageSetup paperSize="9" orientation="${way}" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;P/&amp;N</oddFooter></headerFooter></worksheet>`;
}

/** The names of sheets as spreadsheets take them: at most 31 characters, none of `[]:*?/\`, each once. */
export function sheetNames(sheets: readonly Sheet[]): string[] {
  return sheets.map(({ name }, at) => {
    const plain = name.replace(/[[\]:*?/\\']/g, ' ').trim();
    const before = sheets.slice(0, at).some((one) => one.name === name);
    return before || plain === '' ? `${plain.slice(0, 27)} ${at + 1}`.trim() : plain.slice(0, 31);
  });
}

function workbookXml(sheets: readonly Sheet[]): string {
  const names = sheetNames(sheets);
  const entries = names.map(
    (name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const titles = sheets.map((sheet, at) => {
    const row = headingRow(sheet);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${xmlText(names[at] ?? '')}'!$${row}:$${row}</definedName>`;
  });
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${entries.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`;
}

const BORDER = ['left', 'right', 'top', 'bottom'].map(
  (side) => `<${side} style="thin"><color rgb="FF9AA0A6"/></${side}>`,
);

function xf(format: number, { font = 0, fill = 0, border = 1 }, align: string): string {
  return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment ${align}/></xf>`;
}

function stylesXml(): string {
  const font = (bold: string) =>
    `<font>${bold}<sz val="12"/><name val="Times New Roman"/><family val="1"/></font>`;
  const xfs = [
    xf(0, { border: 0 }, 'vertical="top"'),
    xf(0, { font: 1, border: 0 }, 'vertical="top"'),
    xf(0, { font: 1, fill: 2 }, 'horizontal="center" vertical="center" wrapText="1"'),
    xf(0, {}, 'vertical="top" wrapText="1"'),
    xf(3, {}, 'horizontal="right" vertical="top"'),
    xf(4, {}, 'horizontal="right" vertical="top"'),
    xf(164, {}, 'horizontal="right" vertical="top"'),
    xf(165, {}, 'horizontal="center" vertical="top"'),
  ];
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${BORDER.join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
}

function relations(items: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** Where the sheet at a place is kept in the archive. */
export function sheetPath(at: number): string {
  return `xl/worksheets/sheet${at + 1}.xml`;
}

/** Every part of a workbook but its sheets, by its path in the archive (ECMA-376). */
export function workbookParts(sheets: readonly Sheet[]): [path: string, xml: string][] {
  const type = (path: string, kind: string) =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const types = [
    type('xl/workbook.xml', 'sheet.main'),
    type('xl/styles.xml', 'styles'),
    ...sheets.map((_, at) => type(sheetPath(at), 'worksheet')),
  ];
  const inside = sheets.map((_, at) =>
    relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`),
  );
  return [
    [
      '[Content_Types].xml',
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.join('')}</Types>`,
    ],
    ['_rels/.rels', relations([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
    ['xl/workbook.xml', workbookXml(sheets)],
    [
      'xl/_rels/workbook.xml.rels',
      relations([...inside, relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')]),
    ],
    ['xl/styles.xml', stylesXml()],
  ];
}
