import sax from 'sax';
import { WorkbookFault } from './workbook-fault.ts';

/** What is told of an XML part as it is read: names without their prefixes. */
export type XmlTold = {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

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
  const parser = sax.parser(true, { position: false });
  parser.ondoctype = () => {
    throw new WorkbookFault('doctype');
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const own = Object.entries(attributes).map(([key, value]) => [localName(key), String(value)]);
    told.open?.(localName(name), Object.fromEntries(own));
  };
  parser.onclosetag = (name) => told.close?.(localName(name));
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
