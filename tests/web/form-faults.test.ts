import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlFaults } from '../support/html.ts';
import { callerFor, on, type Running, serveOffice, type Visitor, visitorFor } from '../support/office.ts';

let running: Running;
let office: Visitor;
let unit: Visitor;
let directive: string;
let task: string;

const FUTURE = 'Nhập ngày không muộn hơn hôm nay.';

beforeAll(async () => {
  running = await serveOffice(on('2026-06-01'));
  const call = await callerFor(running.url, 'vanphong');
  const paper = { kind: 'Công văn', issuedOn: '2026-04-15', issuer: 'UBND tỉnh', subject: 'Thử' };
  directive = (await call('POST', '/directives', { ...paper, notation: '9/UBND-CNTT' })).body.id;
  const input = { directive, content: 'Báo cáo', leadUnits: ['STTTT'], deadline: '30/6/2026' };
  task = (await call('POST', '/tasks', input)).body.tasks[0].id;
  office = await visitorFor(running.url, 'vanphong');
  unit = await visitorFor(running.url, 'stttt.clerk');
  await unit.post(`/tasks/${task}/actions/acknowledge`, { version: '1' });
});

afterAll(() => running.close());

/** The fields of the summary, in its order. */
async function faultsOf(answer: { status: number; html: string }): Promise<string[]> {
  expect(answer.status).toBe(422);
  expect(await htmlFaults(answer.html)).toEqual([]);
  const summary = /role="alert">(.*?)<\/div>/s.exec(answer.html)?.[1] ?? '';
  return [...summary.matchAll(/href="#field-([^"]+)"/g)].map(([, field]) => field ?? '');
}

describe('all that is wrong with a form is said at once:', () => {
  it.each(['', 'khi nào xong'])('a new task without anything, its deadline “%s”', async (deadline) => {
    const answer = await office.post(`/directives/${directive}/tasks/new`, { deadline, weight: '7' });
    expect(await faultsOf(answer)).toEqual(['content', 'leadUnits', 'deadline', 'weight']);
  });

  it.each([
    ['', 'Nhập thời hạn'],
    ['khi nào xong', 'Chưa hiểu thời hạn'],
    ['29/6/2026', 'Chọn ngày sau thời hạn hiện tại'],
  ])('an extension without reason and cause, its deadline “%s”', async (deadline, words) => {
    const answer = await unit.post(`/tasks/${task}/actions/requestExtension`, { version: '2', deadline });
    expect(await faultsOf(answer)).toEqual(['deadline', 'reason', 'cause']);
    expect(answer.html).toContain(words);
  });

  it('a completion without a text and without a result', async () => {
    const answer = await unit.post(`/tasks/${task}/actions/submit`, { version: '2' });
    expect(await faultsOf(answer)).toEqual(['text', 'result-notation']);
  });

  it('a paper with a wrong notation and a date to come, without the rest', async () => {
    const answer = await office.post('/directives/new', { notation: 'xyz', issuedOn: '2/6/2026' });
    expect(await faultsOf(answer)).toEqual(['notation', 'kind', 'issuedOn', 'issuer', 'subject']);
  });

  it('a correction of a paper, emptied and without a reason', async () => {
    const form = {
      version: '1',
      notation: 'xyz',
      kind: '',
      issuedOn: '2/6/2026',
      issuer: 'UBND',
      subject: '',
    };
    const answer = await office.post(`/directives/${directive}/correct`, form);
    expect(await faultsOf(answer)).toEqual(['notation', 'kind', 'issuedOn', 'subject', 'reason']);
  });
});

describe('a date after today', () => {
  it.each([
    ['directive', () => office.post('/directives/new', { ...PAPER, issuedOn: '02/06/2026' })],
    [
      'correction',
      () =>
        office.post(`/directives/${directive}/correct`, {
          ...PAPER,
          version: '1',
          reason: 'Ghi nhầm',
          issuedOn: '02/06/2026',
        }),
    ],
    [
      'result',
      () =>
        unit.post(`/tasks/${task}/actions/submit`, {
          version: '2',
          text: 'Xong',
          'result.notation': '1/BC',
          'result.issuedOn': '02/06/2026',
        }),
    ],
  ])('of a %s is refused at its field', async (_, send) => {
    const answer = await send();
    expect(answer.status).toBe(422);
    expect(answer.html).toMatch(new RegExp(`issuedOn-fault">${FUTURE}`));
  });

  it('is refused by the interface alike', async () => {
    const call = await callerFor(running.url, 'stttt.clerk');
    const result = { notation: '1/BC', issuedOn: '2026-06-02' };
    const { status, body } = await call('POST', `/tasks/${task}/actions`, {
      action: 'submit',
      version: 2,
      text: 'Xong',
      result,
    });
    expect([status, body.code, body.errors]).toEqual([
      422,
      'invalid',
      [{ field: 'result.issuedOn', code: 'futureDay', message: FUTURE }],
    ]);
  });

  it('of today is taken', async () => {
    const { status } = await office.post('/directives/new', {
      ...PAPER,
      notation: '77/CV-UBND',
      issuedOn: '01/06/2026',
    });
    expect(status).toBe(303);
  });
});

const PAPER = { notation: '9/UBND-CNTT', kind: 'Công văn', issuer: 'UBND tỉnh', subject: 'Thử' };
