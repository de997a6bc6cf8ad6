import { describe, expect, it } from 'vitest';
import { type DeadlineContext, understandDeadline } from '../../src/domain/deadline.ts';
import { explainDeadline, hintWords, reasonOfDeadline } from '../../src/present/deadline-words.ts';
import { translator } from '../../src/present/words.ts';
import { CALENDAR } from '../domain/calendars.ts';

const VI = translator('vi');
const EN = translator('en');

const CONTEXT: DeadlineContext = {
  from: '2026-04-15',
  today: '2026-04-20',
  calendar: CALENDAR,
  policy: { beforeMeansDayBefore: true },
};

function explained(text: string, context: Partial<DeadlineContext> = {}): [string | null, string | null] {
  const read = understandDeadline(text, { ...CONTEXT, ...context });
  if (!read.ok) throw new Error(read.code);
  return [explainDeadline(read, VI), explainDeadline(read, EN)];
}

describe('explainDeadline', () => {
  it.each([
    [
      '10 ngày làm việc kể từ ngày ký',
      'thứ Hai 04/05/2026: 10 ngày làm việc kể từ ngày 15/04/2026, vì 27/4, 30/4 và 1/5 là ngày nghỉ',
      'Monday 04/05/2026: 10 working days from 15/04/2026, because of the days off 27/4, 30/4 and 1/5',
    ],
    [
      '1 ngày làm việc',
      'thứ Năm 16/04/2026: 1 ngày làm việc kể từ ngày 15/04/2026',
      'Thursday 16/04/2026: 1 working day from 15/04/2026',
    ],
    [
      '8 ngày làm việc',
      'thứ Ba 28/04/2026: 8 ngày làm việc kể từ ngày 15/04/2026, vì 27/4 là ngày nghỉ',
      'Tuesday 28/04/2026: 8 working days from 15/04/2026, because of the days off 27/4',
    ],
    [
      '3 ngày làm việc kể từ ngày 20/8/2026',
      'thứ Hai 24/08/2026: 3 ngày làm việc kể từ ngày 20/08/2026, có tính 22/8 là ngày làm bù',
      'Monday 24/08/2026: 3 working days from 20/08/2026, counting 22/8 as worked in compensation',
    ],
    [
      '15 ngày',
      'thứ Hai 04/05/2026: 15 ngày kể từ ngày 15/04/2026, vì ngày cuối 30/04/2026 là ngày nghỉ nên chuyển đến ngày làm việc tiếp theo',
      'Monday 04/05/2026: 15 days from 15/04/2026, moved to the next working day because the last day, 30/04/2026, is a day off',
    ],
    [
      '02 tuần',
      'thứ Tư 29/04/2026: 2 tuần kể từ ngày 15/04/2026',
      'Wednesday 29/04/2026: 2 weeks from 15/04/2026',
    ],
    [
      'một năm',
      'thứ Năm 15/04/2027: 1 năm kể từ ngày 15/04/2026 (tạm tính: lịch nghỉ chưa công bố đủ)',
      'Thursday 15/04/2027: 1 year from 15/04/2026 (provisional: not all days off have been announced)',
    ],
    [
      'trước ngày 15/7/2026',
      'thứ Ba 14/07/2026: “trước ngày 15/07/2026” là chậm nhất vào ngày liền trước',
      'Tuesday 14/07/2026: “before 15/07/2026” means the day before at the latest',
    ],
    [
      'trước 17 giờ ngày 15/7/2026',
      'thứ Tư 15/07/2026: có ghi giờ (17:00) nên tính cả ngày đó',
      'Wednesday 15/07/2026: an hour is given (17:00), so that day itself counts',
    ],
    [
      'quý III/2026',
      'thứ Tư 30/09/2026: ngày cuối của quý III/2026',
      'Wednesday 30/09/2026: the last day of quarter III/2026',
    ],
    [
      'giữa tháng 10/2026',
      'thứ Năm 15/10/2026: ngày giữa của tháng 10/2026',
      'Thursday 15/10/2026: the middle of month 10/2026',
    ],
    ['đầu năm 2027', 'thứ Sáu 01/01/2027: ngày đầu của năm 2027', 'Friday 01/01/2027: the first day of 2027'],
    [
      '6 tháng cuối năm 2026',
      'thứ Năm 31/12/2026: ngày cuối của 6 tháng cuối năm 2026',
      'Thursday 31/12/2026: the last day of the second half of 2026',
    ],
    [
      '30/6',
      'thứ Ba 30/06/2026: ngày đã ghi; thời gian ghi chưa đủ nên lấy lần gần nhất kể từ ngày 15/04/2026',
      'Tuesday 30/06/2026: the day that is written; the words leave its year open, so it is the next one from 15/04/2026',
    ],
    [
      '2026 - 2030',
      'thứ Ba 31/12/2030: ngày cuối của khoảng thời gian đã ghi',
      'Tuesday 31/12/2030: the last day of the stretch that is written',
    ],
    [
      'thường xuyên',
      'Thực hiện thường xuyên; không có thời hạn cụ thể',
      'A standing duty; it has no deadline',
    ],
    [
      'hàng tháng',
      'Lặp lại hằng tháng; chưa có thời hạn cụ thể cho từng kỳ',
      'Recurs every month; there is no deadline for each time yet',
    ],
    [
      'trước ngày 20 hàng tháng',
      'Lặp lại hằng tháng, trước ngày 20; chưa có thời hạn cụ thể cho từng kỳ',
      'Recurs every month, before day 20; there is no deadline for each time yet',
    ],
    [
      '6 tháng một lần',
      'Lặp lại 6 tháng một lần; chưa có thời hạn cụ thể cho từng kỳ',
      'Recurs every 6 months; there is no deadline for each time yet',
    ],
    ['30/6/2026', null, null],
  ])('of "%s"', (text, vietnamese, english) => {
    expect(explained(text)).toEqual([vietnamese, english]);
  });

  it('says so where "trước" includes the day', () => {
    expect(explained('trước ngày 15/7/2026', { policy: { beforeMeansDayBefore: false } })[0]).toBe(
      'thứ Tư 15/07/2026: “trước ngày 15/07/2026” tính cả ngày đó, theo quy định của cơ quan giao nhiệm vụ',
    );
  });

  it('names ten days off at most, with the year where it is another', () => {
    expect(explained('900 ngày làm việc')[0]).toContain(
      'vì 27/4, 30/4, 1/5, 31/8, 1/9, 2/9, 1/1/2027, 30/4/2027, 2/9/2027, 1/5/2028 và 3 ngày khác là ngày nghỉ',
    );
  });

  it('says nothing where there is no deadline', () => {
    const none = { day: null, text: null, rule: { kind: 'none' }, provisional: false };
    expect(explainDeadline(none, VI)).toBeNull();
  });
});

describe('the reason beside a day', () => {
  it.each([
    [
      '10 ngày làm việc kể từ ngày ký',
      '10 ngày làm việc kể từ ngày 15/04/2026, vì 27/4, 30/4 và 1/5 là ngày nghỉ',
    ],
    ['trong quý III/2026', 'ngày cuối của quý III/2026'],
    ['hàng tháng', 'Lặp lại hằng tháng; chưa có thời hạn cụ thể cho từng kỳ'],
    ['30/6/2026', null],
  ])('of “%s” does not say the day again: %s', (text, reason) => {
    const read = understandDeadline(text, CONTEXT);
    if (!read.ok) throw new Error(read.code);
    expect(reasonOfDeadline(read, VI)).toBe(reason);
  });
});

describe('hintWords', () => {
  it('says a sentence for each hint', () => {
    expect(hintWords(['restDay', 'past'], VI)).toEqual([
      'Ngày này là ngày nghỉ; thời hạn vẫn giữ đúng ngày đã ghi.',
      'Ngày này đã qua so với hôm nay.',
    ]);
    expect(hintWords([], EN)).toEqual([]);
  });
});

describe('the faults of a deadline', () => {
  it.each(['', 'khẩn trương', '31/6', '01/01/2020'])('"%s" has a sentence in both languages', (text) => {
    const read = understandDeadline(text, CONTEXT);
    if (read.ok) throw new Error(text);
    for (const t of [VI, EN]) expect(t(`fault.${read.code}`, { words: read.words })).toMatch(/\.$/);
  });

  it('show the words that are not understood', () => {
    expect(VI('fault.deadlineNotUnderstood', { words: 'khẩn trương' })).toContain('“khẩn trương”');
  });
});
