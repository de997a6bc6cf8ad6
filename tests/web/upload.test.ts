import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { on, PASSWORD, type Running, serveOffice } from '../support/office.ts';

/** The least that is a file of its kind: what its first bytes, or the parts of its archive, say. */
const CONTENT = {
  pdf: Buffer.from('%PDF-1.4\n%%EOF\n'),
  docx: Buffer.from(
    'UEsDBBQAAAAIADZweF3GEnoHrAAAAPEAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbF2Puw7CMAxFf6XKihoXBgaUlIEdGPgBK3HbiOahJBT4exKQOjBax/dcWxxfdm4Wisl4J9mWd+zYi9s7UGoKcUmyKedwAEhqIouJ+0CukMFHi7mMcYSA6o4jwa7r9qC8y+Rym6uD9eJS5NFoaq4Y8xktSQZPHzVorx62bPJiY83pF6vNkmEIs1GYy02wOP3X2fphMIrWfLWF6BWlZNxoZ74Si8Ztqh56Ad+n+g9QSwMEFAAAAAgANnB4XSuEJhIGAAAABAAAABEAAAB3b3JkL2RvY3VtZW50LnhtbLOp0LcDAFBLAQIUAxQAAAAIADZweF3GEnoHrAAAAPEAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgANnB4XSuEJhIGAAAABAAAABEAAAAAAAAAAAAAAIAB3QAAAHdvcmQvZG9jdW1lbnQueG1sUEsFBgAAAAACAAIAgAAAABIBAAAAAA==',
    'base64',
  ),
  xlsx: Buffer.from(
    'UEsDBBQAAAAIADZweF10vYL2rgAAAOkAAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbF2PsQ7CMAxEf6XKihoXBgbUloEdGPgBk7o0ahNHiSnl70lhYzpZp3t3ro+Lm4qZYrLsG7XVlTq29e0dKBXZ8alRg0g4ACQzkMOkOZDPTs/RoeQzPiCgGfFBsKuqPRj2Ql5KWRmqrS8ZHm1HxRWjnNFRo2CZ4MVxvDOPOrNUcfqF1t5GYQiTNSh5Ecy++2ssue+toY7N0+WITiESdmkgEjfpr2qH1m9WMLQ1fJ9pP1BLAwQUAAAACAA2cHhdK4QmEgYAAAAEAAAADwAAAHhsL3dvcmtib29rLnhtbLOp0LcDAFBLAQIUAxQAAAAIADZweF10vYL2rgAAAOkAAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgANnB4XSuEJhIGAAAABAAAAA8AAAAAAAAAAAAAAIAB3wAAAHhsL3dvcmtib29rLnhtbFBLBQYAAAAAAgACAH4AAAASAQAAAAA=',
    'base64',
  ),
  old: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]),
  png: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  jpg: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  text: Buffer.from('chỉ là chữ'),
  nothing: Buffer.alloc(0),
} as const;

let running: Running;
let Authorization: string;

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
  const session = await fetch(`${running.url}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'stttt.clerk', password: PASSWORD }),
  });
  Authorization = `Bearer ${((await session.json()) as { accessToken: string }).accessToken}`;
});

afterAll(() => running.close());

async function upload(name: string, content: keyof typeof CONTENT) {
  const body = new FormData();
  body.set('file', new File([CONTENT[content]], name));
  const answer = await fetch(`${running.url}/api/v1/files`, {
    method: 'POST',
    headers: { Authorization },
    body,
  });
  const json = (await answer.json()) as { id?: string; name?: string; errors?: { code: string }[] };
  return { status: answer.status, ...json };
}

describe('a file that is uploaded', () => {
  it.each([
    ['báo cáo.pdf', 'pdf'],
    ['a.PDF', 'pdf'],
    ['a.docx', 'docx'],
    ['a.xlsx', 'xlsx'],
    ['a.doc', 'old'],
    ['a.xls', 'old'],
    ['a.png', 'png'],
    ['a.jpg', 'jpg'],
    ['a.jpeg', 'jpg'],
  ] as const)('named %s that is %s is taken, and comes back byte for byte', async (name, content) => {
    const taken = await upload(name, content);
    expect([taken.status, taken.name]).toEqual([201, name]);
    const back = await fetch(`${running.url}/api/v1/files/${taken.id}`, { headers: { Authorization } });
    expect(Buffer.from(await back.arrayBuffer()).equals(CONTENT[content])).toBe(true);
  });

  it.each([
    ['a.pdf', 'docx', 'fileNotItsName'],
    ['a.docx', 'xlsx', 'fileNotItsName'],
    ['a.png', 'jpg', 'fileNotItsName'],
    ['a.pdf', 'text', 'fileNotItsName'],
    ['a.pdf', 'nothing', 'fileEmpty'],
    ['a.txt', 'text', 'fileKind'],
    ['a.exe', 'pdf', 'fileKind'],
  ] as const)('named %s that is %s is refused: %s', async (name, content, code) => {
    const refused = await upload(name, content);
    expect([refused.status, refused.errors?.map((fault) => fault.code)]).toEqual([422, [code]]);
  });
});
