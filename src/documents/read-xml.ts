import sax from 'sax';
import { WorkbookFault } from './workbook-fault.ts';

/** What is told of an XML part as it is read: names without their prefixes. */
export type XmlTold = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

/** No part of a workbook is nested so deeply, or has so many attributes on one element; what is would fill the memory. */
const MOST_DEPTH = 100;
const MOST_ATTRIBUTES = 200;

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Parts are UTF-8, or UTF-16 marked as such (ECMA-376, part 2); anything else throws. */
function decoderFor(first: Buffer): TextDecoder {
  const mark = first.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

/**
 * Reads an XML part in one pass, keeping nothing of it. A DOCTYPE, by which entities grow, is refused. Throws WorkbookFault,
 * `notWorkbook` for what isn't well-formed.
 */
export async function readXml(pieces: AsyncIterable<Buffer>, told: XmlTold): Promise<void> {
  // By its position the parser knows when what it holds of one name or value is too long; without it there is no bound.
  const parser = sax.parser(true, { position: true });
  parser.ondoctype = () => {
    throw new WorkbookFault('doctype');
  };
  parser.onerror = (error) => {
    throw error;
  };
  let [depth, attributeCount] = [0, 0];
  parser.onattribute = () => {
    attributeCount += 1;
    if (attributeCount > MOST_ATTRIBUTES) throw new WorkbookFault('notWorkbook');
  };
  parser.onopentag = ({ name, attributes }) => {
    [depth, attributeCount] = [depth + 1, 0];
    if (depth > MOST_DEPTH) throw new WorkbookFault('notWorkbook');
    const own = Object.entries(attributes).map(([key, value]) => [localName(key), String(value)]);
    told.open?.(localName(name), Object.fromEntries(own));
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    told.close?.(localName(name));
  };
  parser.ontext = (text) => told.text?.(text);
  parser.oncdata = (text) => told.text?.(text);
  try {
    let decoder: TextDecoder | null = null;
    for await (const piece of pieces) {
      decoder ??= decoderFor(piece);
      parser.write(decoder.decode(piece, { stream: true }));
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (error) {
    throw error instanceof WorkbookFault ? error : new WorkbookFault('notWorkbook');
  }
}
