import { describe, expect, it } from 'vitest';
import { understandDeadline } from '../../src/domain/deadline.ts';
import { foldText } from '../../src/domain/fold-text.ts';
import { CALENDAR } from './calendars.ts';

/** The day, or the code of the fault, under a paper of Wednesday 15 April 2026. */
function dayOf(text: string): string | null {
  const policy = { beforeMeansDayBefore: true };
  const read = understandDeadline(text, {
    from: '2026-04-15',
    today: '2026-04-15',
    calendar: CALENDAR,
    policy,
  });
  return read.ok ? read.day : read.code;
}

describe('words that frame a deadline', () => {
  it.each([
    ['báo cáo UBND tỉnh trước ngày 15/7/2026', '2026-07-14'],
    ['báo cáo Chủ tịch UBND tỉnh trước ngày 15/7/2026', '2026-07-14'],
    ['gửi báo cáo về Văn phòng UBND tỉnh chậm nhất ngày 15/7/2026', '2026-07-15'],
    ['báo cáo kết quả về Ủy ban nhân dân tỉnh xong trước ngày 15/7/2026', '2026-07-14'],
    ['trình UBND tỉnh trong quý III/2026', '2026-09-30'],
    ['trước ngày 15/7/2026 báo cáo UBND tỉnh', '2026-07-14'],
    ['trước ngày 15/7/2026 (báo cáo UBND tỉnh)', '2026-07-14'],
    ['trước ngày 15/7/2026 gửi báo cáo về UBND tỉnh để tổng hợp', '2026-07-14'],
    ['báo cáo UBND tỉnh hàng tháng', null],
  ])('leave %j what it is: %s', (text, day) => {
    expect([dayOf(text), dayOf(foldText(text)), dayOf(text.normalize('NFD'))]).toEqual([day, day, day]);
  });

  it.each([
    'báo cáo quý III',
    'báo cáo năm 2026',
    'báo cáo UBND tỉnh',
    'báo cáo',
    'báo cáo Sở Tài chính trước ngày 15/7/2026',
    'báo cáo UBND tỉnh sau ngày 15/7/2026',
    'không báo cáo trước ngày 15/7/2026',
    'trước ngày 15/7/2026 báo cáo nếu có vướng mắc',
  ])('are not found in %j', (text) => {
    expect(dayOf(text)).toBe('deadlineNotUnderstood');
  });
});

describe('a number in figures and words', () => {
  it.each([
    ['10 (mười) ngày làm việc kể từ ngày ký', '2026-05-04'],
    ['trong vòng 05 ( năm ) ngày làm việc', '2026-04-22'],
    ['01 (một) tháng', '2026-05-15'],
    ['15(mười lăm) ngày', '2026-05-04'],
    ['06 (sáu) tháng', '2026-10-15'],
  ])('%j is read once: %s', (text, day) => {
    expect(dayOf(text)).toBe(day);
    expect(dayOf(text.normalize('NFD'))).toBe(day);
  });

  it.each(['10 (chín) ngày làm việc', '10 10 ngày', '10 mười ngày', '10 (mười ngày', '10 (ngày) ngày'])(
    'is not guessed from %j',
    (text) => {
      expect(dayOf(text)).toBe('deadlineNotUnderstood');
    },
  );

  it.each([
    ['tháng sáu/2026', '2026-06-30'],
    ['tháng năm/2026', '2026-05-31'],
    ['thang sau nam 2026', '2026-06-30'],
    ['thang sau/2026', '2026-06-30'],
    ['thang sau', 'deadlineNotUnderstood'],
    ['sáu mươi ngày', '2026-06-15'],
    ['sau mười ngày', 'deadlineNotUnderstood'],
    ['sau muoi ngay', 'deadlineNotUnderstood'],
    ['muoi sau ngay', '2026-05-04'],
  ])('with "sáu" or "sau", %j is %s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });
});

describe('a start after "sau"', () => {
  it.each([
    ['10 ngày làm việc sau ngày ký', '2026-05-04'],
    ['10 ngày làm việc sau khi nhận được văn bản', '2026-05-04'],
    ['5 ngày làm việc sau ngày 01/6/2026', '2026-06-08'],
    ['10 ngay lam viec sau khi nhan duoc van ban', '2026-05-04'],
    ['10 ngày làm việc sau khi có kết quả', 'deadlineNotUnderstood'],
  ])('%j is %s', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });
});
