import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callerFor, on, type Running, serveOffice } from '../support/office.ts';

let running: Running;
let office: Caller;
let officeHead: Caller;
let clerk: Caller;
let other: Caller;

beforeAll(async () => {
  running = await serveOffice(on('2026-04-15'));
  [office, officeHead, clerk, other] = (await Promise.all(
    ['vanphong', 'chanhvanphong', 'stttt.clerk', 'snv.clerk'].map((name) => callerFor(running.url, name)),
  )) as [Caller, Caller, Caller, Caller];
});

afterAll(() => running.close());

async function record(notation: string): Promise<string> {
  const answer = await office('POST', '/directives', {
    notation,
    kind: 'Công văn',
    issuedOn: '2026-04-15',
    issuer: 'UBND tỉnh',
    subject: 'Về việc thử',
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

async function assign(notation: string, more: object = {}): Promise<any> {
  const directive = await record(notation);
  const answer = await office('POST', '/tasks', {
    directive,
    content: 'Báo cáo kết quả thực hiện',
    leadUnits: ['STTTT'],
    coordinatingUnits: ['SNV'],
    deadline: '10 ngày làm việc kể từ ngày ký',
    ...more,
  });
  expect(answer.body).toMatchObject({ tasks: expect.any(Array) });
  return answer.body.tasks[0];
}

describe('a task from its directive to its verification', () => {
  it('understands the deadline, and says why', async () => {
    const task = await assign('Số: 120 /UBND-CNTT');
    expect(task.directive.notation).toBe('120/UBND-CNTT');
    expect(task.deadline).toMatchObject({ original: '2026-05-04', current: '2026-05-04' });
    expect(task.deadline.reason).toContain('27/4, 30/4 và 1/5 là ngày nghỉ');
    expect(task.code).toMatch(/^38-2026-\d{5}$/);
    expect(task.actions).toEqual(['extend', 'correct', 'reassign', 'suspend']);
  });

  it('is acknowledged, reported, submitted, returned, submitted again and verified', async () => {
    const task = await assign('121/UBND-CNTT');
    const act = async (who: Caller, version: number, body: object) => {
      const answer = await who('POST', `/tasks/${task.id}/actions`, { version, ...body });
      expect(answer).toMatchObject({ status: 200 });
      return answer.body;
    };
    await act(clerk, 1, { action: 'acknowledge' });
    await act(clerk, 2, { action: 'report', progress: 40, text: 'Đang làm' });
    const result = { notation: '15/BC-STTTT', issuedOn: '2026-04-15' };
    await act(clerk, 3, { action: 'submit', text: 'Đã xong', result });
    await act(office, 4, { action: 'return', reason: 'Thiếu số liệu' });
    const submitted = await act(clerk, 5, { action: 'submit', text: 'Đã bổ sung', result });
    expect(submitted).toMatchObject({ state: 'submitted', ballWith: 'assigner', submittedOn: '2026-04-15' });
    const verified = await act(office, 6, { action: 'verify', quality: 5 });
    expect(verified).toMatchObject({ state: 'verified', progress: 100, actions: [] });
    expect(verified.standing).toEqual({ original: 'doneOnTime', current: 'doneOnTime' });
    const events = await clerk('GET', `/tasks/${task.id}/events`);
    expect(events.body.items.map((event: { type: string }) => event.type)).toEqual([
      'assigned',
      'acknowledged',
      'reported',
      'submitted',
      'returned',
      'submitted',
      'verified',
    ]);
    const reopened = await act(officeHead, 7, { action: 'reopen', reason: 'Xem lại' });
    expect(reopened).toMatchObject({ state: 'returned', submittedOn: null, closedOn: null });
  });
});

describe('the order of answers', () => {
  it('401 without a token, 404 for what one may not see, 403 for what one may never do', async () => {
    const task = await assign('122/UBND-CNTT', { coordinatingUnits: [] });
    const anonymous = await fetch(`${running.url}/api/v1/tasks/${task.id}`);
    expect(anonymous.status).toBe(401);
    expect((await other('GET', `/tasks/${task.id}`)).status).toBe(404);
    const mayNot = await office('POST', `/tasks/${task.id}/actions`, { action: 'acknowledge', version: 'x' });
    expect(mayNot.status).toBe(403);
  });

  it('422 invalid before 409 stale before 422 refused', async () => {
    const task = await assign('123/UBND-CNTT');
    const post = (body: object) => clerk('POST', `/tasks/${task.id}/actions`, body);
    const invalid = await post({ action: 'decline', version: 9, unknown: 1 });
    expect(invalid).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(invalid.body.errors.map((e: { field: string }) => e.field).sort()).toEqual(['reason', 'unknown']);
    expect(
      await post({
        action: 'submit',
        version: 9,
        text: 'x',
        result: { notation: '1/BC-A', issuedOn: '2026-04-15' },
      }),
    ).toMatchObject({
      status: 409,
      body: { code: 'stale' },
    });
    expect(
      await post({
        action: 'submit',
        version: 1,
        text: 'x',
        result: { notation: '1/BC-A', issuedOn: '2026-04-15' },
      }),
    ).toMatchObject({
      status: 422,
      body: { code: 'refused' },
    });
  });

  it('409 duplicate names the directive that is there', async () => {
    const id = await record('124/UBND-CNTT');
    const again = await office('POST', '/directives', {
      notation: 'số 124/ubnd-cntt',
      kind: 'Công văn',
      issuedOn: '2026-02-20',
      issuer: 'ubnd TỈNH',
      subject: 'Khác',
    });
    expect(again).toMatchObject({ status: 409, body: { code: 'duplicate', id } });
  });
});

describe('bad input', () => {
  const DIRECTIVE = '0123456789abcdef01234567';
  let directive: string;
  beforeAll(async () => {
    directive = await record('130/UBND-CNTT');
  });

  it.each([
    ['a lead unit that has ended', { leadUnits: ['CU'] }, 'leadUnits', 'unitNotBelow'],
    ['a lead unit of somebody else', { leadUnits: ['14845'] }, 'leadUnits', 'unitNotBelow'],
    ['a deadline that is not understood', { deadline: 'sớm' }, 'deadline', 'deadlineNotUnderstood'],
    ['a day that does not exist', { deadline: { day: '2026-02-30' } }, 'deadline.day', 'notDay'],
    ['no deadline named at all', { deadline: undefined }, 'deadline', 'required'],
    ['an array for a text', { content: ['a'] }, 'content', 'wrongType'],
    ['a key of the database', { content: { $ne: null } }, 'content', 'wrongType'],
    ['10,000 characters', { content: 'a'.repeat(10_000) }, 'content', 'tooLong'],
    ['a control character', { content: 'a\u0007b' }, 'content', 'controlCharacters'],
    ['half a surrogate', { content: 'a\ud800b' }, 'content', 'controlCharacters'],
    ['an unknown field', { extra: 1 }, 'extra', 'unknownField'],
    ['a weight out of its bounds', { weight: 4 }, 'weight', 'outOfRange'],
    ['a directive that is not there', { directive: DIRECTIVE }, 'directive', 'noSuchDirective'],
    ['a monitor who is not of the Office', { monitor: 'stttt.clerk' }, 'monitor', 'notInOffice'],
  ])('%s: 422 at its field, with a sentence', async (_, change, field, code) => {
    const answer = await office('POST', '/tasks', {
      directive,
      content: 'Nội dung',
      leadUnits: ['STTTT'],
      deadline: '30/6/2026',
      ...change,
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid' } });
    expect(answer.body.errors).toContainEqual({ field, code, message: expect.stringMatching(/\S+ \S+/) });
  });
});
