import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWorkingDay, workingDaysBetween } from '../../src/domain/calendar.ts';
import { canonicalJson } from '../../src/domain/canonical.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { type DeadlineContext, type DeadlineInput, understandDeadline } from '../../src/domain/deadline.ts';
import { foldText } from '../../src/domain/fold-text.ts';
import { CALENDAR } from './calendars.ts';

/** A paper signed on Wednesday 15 April 2026, read five days later. */
const CONTEXT: DeadlineContext = {
  from: '2026-04-15',
  today: '2026-04-20',
  calendar: CALENDAR,
  policy: { beforeMeansDayBefore: true },
};

function read(input: DeadlineInput, context: Partial<DeadlineContext> = {}) {
  return understandDeadline(input, { ...CONTEXT, ...context });
}

/** The day, or the code of the fault. */
function dayOf(input: DeadlineInput, context: Partial<DeadlineContext> = {}): string | null {
  const result = read(input, context);
  return result.ok ? result.day : result.code;
}

const WRITTEN: [string, Day][] = [
  ['30/6/2026', '2026-06-30'],
  ['30/06/2026', '2026-06-30'],
  ['30-6-2026', '2026-06-30'],
  ['30.6.2026', '2026-06-30'],
  ['30 / 6 / 2026', '2026-06-30'],
  ['2026-06-30', '2026-06-30'],
  ['ngày 30/6/2026', '2026-06-30'],
  ['ngày 30 tháng 6 năm 2026', '2026-06-30'],
  ['Ngày 30 tháng 06 năm 2026.', '2026-06-30'],
  ['ngày ba mươi tháng sáu năm 2026', '2026-06-30'],
  ['30/6', '2026-06-30'],
  ['30/6 năm nay', '2026-06-30'],
  ['30 tháng 6', '2026-06-30'],
  ['15/4', '2026-04-15'],
  ['14/4', '2027-04-14'],
  ['29/2', '2028-02-29'],
  ['chậm nhất ngày 15/7', '2026-07-15'],
  ['chậm nhất là ngày 15/7/2026', '2026-07-15'],
  ['muộn nhất vào ngày 15/7/2026', '2026-07-15'],
  ['không quá ngày 15/7/2026', '2026-07-15'],
  ['thời hạn: 15/7/2026', '2026-07-15'],
  ['Hạn chót 15/7/2026', '2026-07-15'],
  ['đến hết ngày 15/7/2026', '2026-07-15'],
  ['hoàn thành ngày 15/7/2026', '2026-07-15'],
  ['ngày 15/7/2026 phải xong', '2026-07-15'],
  ['đưa vào sử dụng từ ngày 01/12/2026', '2026-12-01'],
  ['từ ngày 01/12/2026', '2026-12-01'],
  ['thứ Sáu 27/11/2026', '2026-11-27'],
  ['thứ sáu, ngày 27/11/2026', '2026-11-27'],
  ['Chủ nhật 29/11/2026', '2026-11-29'],
];

const HOURS: [string, Day][] = [
  ['trước 17 giờ ngày 15/7', '2026-07-15'],
  ['trước 17 giờ, ngày 15/7/2026', '2026-07-15'],
  ['trước 17h00 ngày 15/7/2026', '2026-07-15'],
  ['trước 17h ngày 15 tháng 7', '2026-07-15'],
  ['trước 17 giờ 15 tháng 7', '2026-07-15'],
  ['trước 17 giờ 30 phút ngày 15/7', '2026-07-15'],
  ['trước 17:30 ngày 15/7', '2026-07-15'],
  ['chậm nhất 11 giờ 30 ngày 15/7', '2026-07-15'],
];

const BEFORE: [string, Day, Day][] = [
  ['trước ngày 15/7', '2026-07-14', '2026-07-15'],
  ['trước 15/7/2026', '2026-07-14', '2026-07-15'],
  ['chậm nhất trước ngày 15/7', '2026-07-14', '2026-07-15'],
  ['xong trước ngày 01/8/2026', '2026-07-31', '2026-08-01'],
  ['hoàn thành trước ngày 30 tháng 6 năm 2026', '2026-06-29', '2026-06-30'],
  ['báo cáo trước ngày 20/6', '2026-06-19', '2026-06-20'],
  ['trước cuối tháng 9', '2026-09-29', '2026-09-30'],
  ['từ ngày 01/6 đến trước ngày 15/7/2026', '2026-07-14', '2026-07-15'],
];

const PERIODS: [string, Day][] = [
  ['trong tháng 9/2026', '2026-09-30'],
  ['tháng 9 năm 2026', '2026-09-30'],
  ['tháng 9-2026', '2026-09-30'],
  ['09/2026', '2026-09-30'],
  ['tháng chín', '2026-09-30'],
  ['tháng 4', '2026-04-30'],
  ['tháng 3', '2027-03-31'],
  ['tháng năm', '2026-05-31'],
  ['tháng năm năm 2027', '2027-05-31'],
  ['tháng mười một năm 2026', '2026-11-30'],
  ['tháng 02/2028', '2028-02-29'],
  ['trong tháng', '2026-04-30'],
  ['trong tháng này', '2026-04-30'],
  ['tháng sau', '2026-05-31'],
  ['quý III/2026', '2026-09-30'],
  ['quý 3 năm 2026', '2026-09-30'],
  ['Quý III-2026', '2026-09-30'],
  ['quý ba năm 2026', '2026-09-30'],
  ['Q3/2026', '2026-09-30'],
  ['hoàn thành trong quý II', '2026-06-30'],
  ['quý I', '2027-03-31'],
  ['hết quý', '2026-06-30'],
  ['quý tới', '2026-09-30'],
  ['06 tháng đầu năm', '2026-06-30'],
  ['6 tháng đầu năm 2027', '2027-06-30'],
  ['9 tháng đầu năm', '2026-09-30'],
  ['6 tháng cuối năm', '2026-12-31'],
  ['sáu tháng đầu năm', '2026-06-30'],
  ['trong năm 2026', '2026-12-31'],
  ['năm 2027', '2027-12-31'],
  ['đến năm 2030', '2030-12-31'],
  ['năm nay', '2026-12-31'],
  ['trong năm', '2026-12-31'],
];

const PARTS: [string, Day][] = [
  ['đầu tháng 10', '2026-10-01'],
  ['giữa tháng 10/2026', '2026-10-15'],
  ['cuối tháng 9', '2026-09-30'],
  ['ngày cuối cùng của tháng 9/2026', '2026-09-30'],
  ['cuối tháng', '2026-04-30'],
  ['giữa tháng', '2026-04-15'],
  ['đầu tháng', '2026-05-01'],
  ['đầu tháng 4', '2027-04-01'],
  ['giữa năm', '2026-06-30'],
  ['cuối năm', '2026-12-31'],
  ['cuối năm 2027', '2027-12-31'],
  ['đầu năm', '2027-01-01'],
  ['đầu quý III', '2026-07-01'],
  ['cuối quý III/2026', '2026-09-30'],
];

const STRETCHES: [string, Day][] = [
  ['2026 - 2030', '2030-12-31'],
  ['2026-2030', '2030-12-31'],
  ['2026–2030', '2030-12-31'],
  ['giai đoạn 2026-2028', '2028-12-31'],
  ['từ năm 2026 đến năm 2030', '2030-12-31'],
  ['từ 2026 đến 2030', '2030-12-31'],
  ['từ ngày 01/6 đến ngày 30/6/2026', '2026-06-30'],
  ['từ ngày 01 đến ngày 15/7', '2026-07-15'],
  ['01/6/2026 - 30/6/2026', '2026-06-30'],
  ['01/6/2026-30/6/2026', '2026-06-30'],
  ['tháng 6-9/2026', '2026-09-30'],
  ['từ tháng 6 đến tháng 9 năm 2026', '2026-09-30'],
  ['tháng 11 đến tháng 2', '2027-02-28'],
  ['quý I - quý III/2026', '2026-09-30'],
  ['quý II-IV/2026', '2026-12-31'],
];

/** Last days of counts, by hand; 27 April, 30 April and 1 May 2026 are days off. */
const COUNTED: [string, Day][] = [
  ['10 ngày làm việc kể từ ngày ký', '2026-05-04'],
  ['chậm nhất 10 ngày làm việc kể từ ngày ký', '2026-05-04'],
  ['10 ngày làm việc, kể từ ngày ký ban hành', '2026-05-04'],
  ['10 ngày làm việc kể từ ngày ký Quyết định này', '2026-05-04'],
  ['10 ngày làm việc kể từ ngày văn bản này được ban hành', '2026-05-04'],
  ['trong vòng mười ngày làm việc', '2026-05-04'],
  ['năm ngày làm việc', '2026-04-22'],
  ['trong năm ngày làm việc', '2026-04-22'],
  ['1 ngày làm việc', '2026-04-16'],
  ['10 ngày làm việc kể từ ngày 01/6/2026', '2026-06-15'],
  ['05 ngày làm việc tính từ ngày 28/8/2026', '2026-09-09'],
  ['trong thời hạn 15 ngày kể từ ngày nhận được văn bản', '2026-05-04'],
  ['20 ngày', '2026-05-05'],
  ['mười lăm ngày', '2026-05-04'],
  ['ba mươi ngày kể từ ngày ký', '2026-05-15'],
  ['không quá 30 ngày', '2026-05-15'],
  ['nửa tháng', '2026-05-04'],
  ['02 tuần', '2026-04-29'],
  ['một tháng', '2026-05-15'],
  ['02 tháng', '2026-06-15'],
  ['03 tháng kể từ ngày ký', '2026-07-15'],
  ['một quý', '2026-07-15'],
  ['nửa năm', '2026-10-15'],
  ['một năm', '2027-04-15'],
];

const RECURRING: [string, Record<string, unknown>][] = [
  ['hàng tháng', { every: 'month' }],
  ['hằng tháng', { every: 'month' }],
  ['định kỳ hàng tháng', { every: 'month' }],
  ['mỗi tháng một lần', { every: 'month' }],
  ['hàng quý', { every: 'quarter' }],
  ['hàng năm', { every: 'year' }],
  ['hàng tuần', { every: 'week' }],
  ['ngày 20 hàng tháng', { every: 'month', day: 20 }],
  ['chậm nhất ngày 20 hằng tháng', { every: 'month', day: 20 }],
  ['trước ngày 20 hàng tháng', { every: 'month', day: 20, beforeMeansDayBefore: true }],
  ['hàng tháng trước ngày 20', { every: 'month', day: 20, beforeMeansDayBefore: true }],
  ['trước 17 giờ ngày 20 hàng tháng', { every: 'month', day: 20 }],
  ['trước ngày 15/12 hàng năm', { every: 'year', month: 12, day: 15, beforeMeansDayBefore: true }],
  ['ngày 15 tháng 12 hằng năm', { every: 'year', month: 12, day: 15 }],
  ['hàng năm ngày 15/12', { every: 'year', month: 12, day: 15 }],
  ['cuối hàng quý', { every: 'quarter', at: 'end' }],
  ['định kỳ 6 tháng', { every: 'month', interval: 6 }],
  ['6 tháng một lần', { every: 'month', interval: 6 }],
  ['6 tháng/lần', { every: 'month', interval: 6 }],
  ['thường xuyên', { every: 'always' }],
  ['thường xuyên, liên tục', { every: 'always' }],
];

const NOT_UNDERSTOOD = [
  'khẩn trương',
  'sớm',
  'sớm nhất có thể',
  'trong thời gian sớm nhất',
  'ngay',
  'theo kế hoạch',
  'trước',
  'trong thời hạn',
  'ngày',
  'ngày 15',
  'năm',
  '15',
  '15/7/26',
  '15-7',
  '10-12/2026',
  'sau ngày 15/7',
  'sau 10 ngày',
  'sau tháng 9',
  'trước 10 ngày',
  'trước tháng 9',
  'trước quý III',
  'từ tháng 9',
  'từ quý III/2026',
  'ngày 15/7 hoặc 20/7',
  '15/7/2026 khẩn trương',
  'sớm trước ngày 15/7',
  'báo cáo quý III',
  'thứ Hai 27/11/2026',
  'giữa quý III',
  '0 ngày',
  '48 giờ',
  '24 giờ kể từ ngày ký',
  '10 ngày 5 giờ',
  '25 giờ ngày 15/7',
  '10 ngày làm việc kể từ ngày có kết quả',
  '10 ngày kể từ ngày có hiệu lực',
  'tháng năm 2026',
  'thang sau',
  '2030 - 2026',
  'từ ngày 01/6 đến tháng 9',
  'định kỳ',
  'định kỳ 15/7/2026',
  'hàng tháng, hàng quý',
  '30/6/2026 30/7/2026',
  '<script>',
  '{"$gt":""}',
  '1'.repeat(300),
];

const NO_SUCH_DAY = [
  '31/6',
  '31/6/2026',
  '30/2/2026',
  '29/2/2027',
  '0/7/2026',
  '15/13/2026',
  'ngày 31 tháng 4 năm 2026',
  '2026-02-30',
  'trước ngày 31/6',
  'tháng 13',
  'tháng 0/2026',
  'quý V',
  'quý 5/2026',
  'ngày 32 hàng tháng',
  'ngày 30/2 hàng năm',
  '15/7/2500',
  'năm 2200',
  '9999 năm',
];

describe('understandDeadline', () => {
  const forms = [...WRITTEN, ...HOURS, ...PERIODS, ...PARTS, ...STRETCHES, ...COUNTED];

  it.each(forms)('reads "%s" as %s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each(forms)('reads "%s" as %s in NFD and in capitals too', (text, day) => {
    expect([dayOf(text.normalize('NFD')), dayOf(text.toUpperCase())]).toEqual([day, day]);
  });

  it.each(forms.filter(([text]) => text !== 'tháng sau'))('reads "%s" as %s without accents', (text, day) => {
    expect(dayOf(foldText(text))).toBe(day);
  });

  it.each(BEFORE)('reads "%s" as %s, or as %s where the assigner says so', (text, dayBefore, sameDay) => {
    expect(dayOf(text)).toBe(dayBefore);
    expect(dayOf(text, { policy: { beforeMeansDayBefore: false } })).toBe(sameDay);
    expect(dayOf(foldText(text))).toBe(dayBefore);
  });

  it.each(RECURRING)('keeps the rule of "%s" without a day', (text, rule) => {
    const whole = { kind: 'recurring', interval: 1, month: null, day: null, at: null, ...rule };
    const expected = { beforeMeansDayBefore: null, ...whole };
    for (const each of [text, foldText(text), text.normalize('NFD')]) {
      expect(read(each)).toMatchObject({ ok: true, day: null, recurring: true, rule: expected });
    }
  });

  it.each(NOT_UNDERSTOOD)('does not guess "%s"', (text) => {
    expect(read(text)).toEqual({ ok: false, code: 'deadlineNotUnderstood', words: text });
  });

  it.each(NO_SUCH_DAY)('refuses "%s", which is no day', (text) => {
    expect(read(text)).toEqual({ ok: false, code: 'noSuchDay', words: text });
  });

  it.each(['', '  ', '\n\t', '\u00a0'])('refuses the empty text "%s"', (text) => {
    expect(read(text)).toEqual({ ok: false, code: 'deadlineEmpty', words: '' });
  });

  it.each([
    '14/4/2026',
    'trước ngày 15/4/2026',
    'năm 2025',
    'quý I/2026',
    '2020 - 2025',
    '01 tháng kể từ ngày 01/01/2026',
  ])('refuses "%s", before the directive', (text) => {
    expect(read(text)).toEqual({ ok: false, code: 'beforeDirective', words: text });
  });

  it('takes null for no deadline', () => {
    expect(read(null)).toEqual({
      ok: true,
      day: null,
      text: null,
      rule: { kind: 'none' },
      provisional: false,
      recurring: false,
      hints: [],
    });
  });

  it('takes a day as one that is written', () => {
    expect(read({ day: '2026-06-30' })).toEqual({
      ok: true,
      day: '2026-06-30',
      text: '2026-06-30',
      rule: { kind: 'written', clock: null, since: null },
      provisional: false,
      recurring: false,
      hints: [],
    });
  });

  it.each([
    ['2026-04-14', 'beforeDirective'],
    ['2026-02-30', 'noSuchDay'],
    ['30/6/2026', 'noSuchDay'],
    ['', 'noSuchDay'],
    ['9999-12-31', 'noSuchDay'],
  ])('refuses the day "%s": %s', (day, code) => {
    expect(read({ day })).toEqual({ ok: false, code, words: day });
  });

  it('keeps the text as written, in NFC', () => {
    expect(read(' Trước ngày  15/7\r\n'.normalize('NFD'))).toMatchObject({ text: 'Trước ngày  15/7' });
  });

  it('understands every deadline of 2016 as the report writes it', () => {
    const file = new URL('../../seed/data/directives-2016.json', import.meta.url);
    const { tasks } = JSON.parse(readFileSync(file, 'utf8'));
    const words = [
      ...new Set<string | null>(tasks.map((task: { dueAsWritten: string }) => task.dueAsWritten)),
    ];
    const days = words.map((each) => [each, dayOf(each, { from: '2016-01-04', today: '2016-01-05' })]);
    expect(Object.fromEntries(days)).toEqual({
      'trong năm 2016': '2016-12-31',
      'đưa vào sử dụng từ ngày 01/12/2016': '2016-12-01',
      'từ ngày 01/12/2016': '2016-12-01',
      'hàng tháng': null,
      'thường xuyên': null,
      'giai đoạn 2016-2018': '2018-12-31',
      'năm 2016': '2016-12-31',
      'năm 2017': '2017-12-31',
      null: null,
    });
  });
});

describe('the rule of a deadline', () => {
  it.each([
    ['30/6/2026', { kind: 'written', clock: null, since: null }],
    ['30/6', { kind: 'written', clock: null, since: '2026-04-15' }],
    ['trước 17 giờ ngày 15/7/2026', { kind: 'written', clock: '17:00', since: null }],
    [
      'trước ngày 15/7/2026',
      { kind: 'before', written: '2026-07-15', beforeMeansDayBefore: true, since: null },
    ],
    ['giữa tháng 10', { kind: 'part', at: 'middle', of: '2026-10', since: '2026-04-15' }],
    ['quý III/2026', { kind: 'period', of: '2026-Q3', since: null }],
    ['6 tháng cuối năm', { kind: 'period', of: '2026-H2', since: '2026-04-15' }],
    ['2026 - 2030', { kind: 'stretch', since: null }],
    ['15 ngày', { kind: 'days', count: 15, from: '2026-04-15', end: '2026-04-30' }],
    ['một quý', { kind: 'months', count: 3, from: '2026-04-15', end: '2026-07-15' }],
    [
      '10 ngày làm việc',
      {
        kind: 'workingDays',
        count: 10,
        from: '2026-04-15',
        skipped: ['2026-04-27', '2026-04-30', '2026-05-01'],
        worked: [],
      },
    ],
    [
      '3 ngày làm việc kể từ ngày 20/8/2026',
      { kind: 'workingDays', count: 3, from: '2026-08-20', skipped: [], worked: ['2026-08-22'] },
    ],
  ])('"%s" is kept as %o', (text, rule) => {
    const result = read(text);
    expect(result).toMatchObject({ ok: true, rule });
    if (result.ok) expect(() => canonicalJson(result.rule)).not.toThrow();
  });
});

describe('where a deadline counts from', () => {
  const asked = { from: '2026-06-01', signedOn: '2026-04-15', today: '2026-06-01' };

  it.each([
    ['10 ngày làm việc', '2026-06-15'],
    ['10 ngày làm việc kể từ ngày nhận được văn bản', '2026-06-15'],
    ['10 ngày làm việc kể từ ngày ký', '2026-05-04'],
    ['30/5', '2027-05-30'],
    ['30/5/2026', '2026-05-30'],
    ['14/4/2026', 'beforeDirective'],
  ])('"%s", asked on 1 June under a paper of 15 April, is %s', (text, day) => {
    expect(dayOf(text, asked)).toBe(day);
  });
});

describe('months and years', () => {
  it.each([
    ['2026-01-31', 'một tháng', '2026-03-02'],
    ['2028-01-31', 'một tháng', '2028-02-29'],
    ['2028-02-29', 'một năm', '2029-02-28'],
    ['2026-08-31', 'sáu tháng', '2027-03-01'],
  ])('from %s "%s" ends on %s', (from, text, day) => {
    expect(dayOf(text, { from, today: from })).toBe(day);
  });
});

describe('the hints of a deadline', () => {
  it.each([
    ['30/6/2026', []],
    ['30/4/2026', ['restDay']],
    ['tháng năm', ['restDay']],
    ['19/4/2026', ['restDay', 'past']],
    ['17/4/2026', ['past']],
    ['20/4/2026', []],
    ['15 ngày', []],
    ['2 ngày làm việc', ['past']],
    ['24/11/2026', ['expectedRestDay']],
    ['05/02/2027', ['expectedRestDay']],
    ['hàng tháng', []],
  ])('of "%s" are %o', (text, hints) => {
    expect(read(text)).toMatchObject({ hints });
  });
});

describe('a deadline is provisional', () => {
  it.each([
    ['10 ngày làm việc', false],
    ['300 ngày làm việc', true],
    ['một năm', true],
    ['8 tháng', false],
    ['năm 2027', false],
    ['31/3/2027', false],
    ['hàng tháng', false],
  ])('"%s": %s', (text, provisional) => {
    expect(read(text)).toMatchObject({ provisional });
  });

  it('also when the last day is known, and the next working day is not', () => {
    const context = { from: '2025-12-31', today: '2025-12-31' };
    expect(read('một năm', context)).toMatchObject({ day: '2026-12-31', provisional: false });
    expect(read('9 ngày làm việc', { from: '2026-12-24' })).toMatchObject({ provisional: true });
  });
});

describe('the laws of counting', () => {
  const from = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2025-01-01', n));

  it('a count of working days ends on a working day, so many after its start', () => {
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 250 }), (day, count) => {
        const result = read(`${count} ngày làm việc`, { from: day });
        const end = result.ok ? result.day! : '';
        expect([isWorkingDay(CALENDAR, end), workingDaysBetween(CALENDAR, day, end)]).toEqual([true, count]);
      }),
    );
  });

  it('a count of days ends on its last day, or the next working day', () => {
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 400 }), (day, count) => {
        const result = read(`${count} ngày`, { from: day });
        const end = addDays(day, count);
        const due = result.ok ? result.day! : '';
        expect(due >= end && isWorkingDay(CALENDAR, due)).toBe(true);
        expect(workingDaysBetween(CALENDAR, addDays(end, -1), due)).toBe(1);
      }),
    );
  });

  it('a day without a year is within the year after the directive, unless it is 29 February', () => {
    fc.assert(
      fc.property(from, fc.integer({ min: 0, max: 364 }), (day, ahead) => {
        const due = addDays(day, ahead);
        fc.pre(!due.endsWith('02-29'));
        const [, month, date] = due.split('-');
        expect(dayOf(`${date}/${month}`, { from: day })).toBe(due);
      }),
    );
  });

  it('any text gets an answer', () => {
    const words =
      'trước ngày tháng năm quý làm việc kể từ ký hàng đầu cuối giữa mười 15/7 2026 - III 6 đến h'.split(' ');
    const phrase = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((some) => some.join(' '));
    fc.assert(
      fc.property(fc.oneof(phrase, fc.string({ unit: 'grapheme' })), (text) => {
        const result = read(text);
        if (result.ok && result.day !== null) expect(result.day >= CONTEXT.from).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
