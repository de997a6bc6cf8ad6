import { posix } from 'node:path';
import { type NumberKind, numberKind } from './cell-text.ts';
import { type Archive, type ArchiveBounds, openArchive } from './open-archive.ts';
import { MOST_TEXT, type ReadRow, readSheet } from './read-sheet.ts';
import { readXml } from './read-xml.ts';
import { WorkbookFault } from './workbook-fault.ts';

/** How large a workbook may be: bytes as it comes and unpacked, parts, and cells that hold something. */
export type WorkbookBounds = ArchiveBounds & { bytes: number; cells: number };

export const WORKBOOK_BOUNDS: WorkbookBounds = {
  bytes: 5 * 1024 * 1024,
  parts: 1000,
  unpacked: 20 * 1024 * 1024,
  cells: 200_000,
};

/** A sheet that people see: its name, and the rows that hold something. */
export type ReadSheet = { name: string; rows: readonly ReadRow[] };

type Relation = { type: string; target: string };

/** Where the relations of a part lead, by their ids; targets are from the root of the archive or from the part. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!archive.names.includes(path)) return found;
  await readXml(archive.open(path), {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      found.set(Id, { type: Type.split('/').at(-1) ?? '', target });
    },
  });
  return found;
}

/** The texts that cells share, each the sum of its runs; how it is spoken is left out. */
async function readStrings(archive: Archive, part: string): Promise<string[]> {
  const strings: string[] = [];
  let [phonetic, within] = [false, false];
  await readXml(archive.open(part), {
    open: (name) => {
      if (name === 'si') strings.push('');
      if (name === 'rPh') phonetic = true;
      if (name === 't') within = !phonetic;
    },
    close: (name) => {
      if (name === 'rPh') phonetic = false;
      if (name === 't') within = false;
    },
    text: (text) => {
      const last = strings.length - 1;
      if (!within || last < 0) return;
      strings[last] += text;
      if (strings[last]!.length > MOST_TEXT) throw new WorkbookFault('tooLarge');
    },
  });
  return strings;
}

/** What the numbers of each style of cells mean. */
async function readKinds(archive: Archive, part: string): Promise<NumberKind[]> {
  const codes = new Map<string, string>();
  const kinds: NumberKind[] = [];
  let inCells = false;
  await readXml(archive.open(part), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(numFmtId, formatCode);
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) kinds.push(numberKind(Number(numFmtId), codes.get(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return kinds;
}

type Listed = { sheets: { name: string; id: string }[]; from1904: boolean };

/** The sheets that people see, in their order. */
async function readListed(archive: Archive, part: string): Promise<Listed> {
  const listed: Listed = { sheets: [], from1904: false };
  let root: string | null = null;
  await readXml(archive.open(part), {
    open: (name, { name: title = '', id = '', state = 'visible', date1904 = '0' }) => {
      root ??= name;
      if (name === 'workbookPr') listed.from1904 = date1904 === '1' || date1904 === 'true';
      if (name === 'sheet' && state === 'visible') listed.sheets.push({ name: title, id });
    },
  });
  if (root !== 'workbook') throw new WorkbookFault('notWorkbook');
  return listed;
}

const TYPES = '[Content_Types].xml';
const DOCTYPE = '<!DOCTYPE';

/** Parts that nobody reads are asked too whether they declare entities: no honest workbook has a DOCTYPE anywhere. */
async function refuseDoctype(archive: Archive): Promise<void> {
  for (const name of archive.names.filter((each) => /\.(?:xml|rels|vml)$/i.test(each))) {
    let before = '';
    for await (const piece of archive.open(name)) {
      const text = before + piece.toString('latin1');
      if (text.includes(DOCTYPE)) throw new WorkbookFault('doctype');
      before = text.slice(-DOCTYPE.length);
    }
  }
}

/** A workbook with macros says so in the type of a part, or has the part that holds them. */
async function refuseMacros(archive: Archive): Promise<void> {
  const macros = (text: string) => /macroEnabled|vbaProject|macrosheet/i.test(text);
  if (archive.names.some(macros)) throw new WorkbookFault('macros');
  await readXml(archive.open(TYPES), {
    open: (_, { ContentType = '' }) => {
      if (macros(ContentType)) throw new WorkbookFault('macros');
    },
  });
}

/**
 * The sheets of an Excel workbook (ECMA-376), cells as the text that they show. Nothing of it is run or followed, and its
 * bounds hold before and while it is unpacked. Throws WorkbookFault for one that is refused as a whole.
 */
export async function readWorkbook(bytes: Buffer, bounds = WORKBOOK_BOUNDS): Promise<ReadSheet[]> {
  if (bytes.length > bounds.bytes) throw new WorkbookFault('tooLarge');
  const archive = await openArchive(bytes, bounds);
  if (!archive.names.includes(TYPES)) throw new WorkbookFault('notWorkbook');
  await refuseDoctype(archive);
  await refuseMacros(archive);
  const top = [...(await relationsOf(archive, '')).values()];
  const book = top.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const { sheets, from1904 } = await readListed(archive, book);
  const relations = await relationsOf(archive, book);
  const partOf = (type: string) => [...relations.values()].find((one) => one.type === type)?.target;
  const [strings, styles] = [partOf('sharedStrings'), partOf('styles')];
  const setting = {
    strings: strings === undefined ? [] : await readStrings(archive, strings),
    kinds: styles === undefined ? [] : await readKinds(archive, styles),
    from1904,
    left: { cells: bounds.cells },
  };
  const read: ReadSheet[] = [];
  for (const { name, id } of sheets) {
    const relation = relations.get(id);
    if (relation?.type !== 'worksheet') continue;
    read.push({ name, rows: await readSheet(archive.open(relation.target), setting) });
  }
  return read;
}
