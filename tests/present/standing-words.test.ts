import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar.ts';
import type { Hold, WaitingExtension } from '../../src/domain/task.ts';
import {
  originalDeadlineWords,
  type StandingFacts,
  standingWords,
} from '../../src/present/standing-words.ts';
import { translator } from '../../src/present/words.ts';

const calendar = createCalendar([]);
const TODAY = '2026-11-24';

function deadline(day: string | null) {
  return { day, text: null, rule: null, provisional: false };
}

function task(current: string | null, rest: Partial<StandingFacts> = {}): StandingFacts {
  return {
    state: 'inProgress',
    holds: [],
    original: deadline('2026-11-10'),
    current: deadline(current),
    submittedOn: null,
    extension: null,
    ...rest,
  };
}

function held(kind: Hold['kind'], from: string): Hold[] {
  return [{ kind, fromSeq: 5, from, toSeq: null, to: null, cause: null }];
}

const asked: WaitingExtension = {
  deadline: deadline('2026-12-30'),
  reason: 'Chờ số liệu',
  cause: 'external',
  on: '2026-11-20',
  by: 'stttt.clerk',
  inTime: true,
};

const done = { state: 'verified' } as const;

describe('standing in words, on thứ Ba 24/11/2026', () => {
  it.each<[string, StandingFacts, string, string, string]>([
    ['far away', task('2026-12-06'), '○', 'Còn 12 ngày', 'plain'],
    ['within seven days, all of them working days', task('2026-11-27'), '◐', 'Còn 3 ngày', 'warn'],
    ['on a Saturday', task('2026-11-28'), '◐', 'Còn 4 ngày (3 ngày làm việc)', 'warn'],
    ['over a weekend', task('2026-11-30'), '◐', 'Còn 6 ngày (4 ngày làm việc)', 'warn'],
    ['today', task(TODAY), '◐', 'Đến hạn hôm nay', 'warn'],
    ['overdue', task('2026-11-13'), '●', 'Quá hạn 7 ngày làm việc', 'bad'],
    ['without a deadline', task(null), '○', 'Không có thời hạn', 'plain'],
    [
      'done early',
      task('2026-11-20', { ...done, submittedOn: '2026-11-18' }),
      '✓',
      'Hoàn thành trước hạn 2 ngày',
      'good',
    ],
    [
      'done on the day',
      task('2026-11-20', { ...done, submittedOn: '2026-11-20' }),
      '✓',
      'Hoàn thành đúng hạn',
      'good',
    ],
    [
      'done late',
      task('2026-11-16', { ...done, submittedOn: '2026-11-20' }),
      '✓',
      'Hoàn thành quá hạn 4 ngày làm việc',
      'plain',
    ],
    [
      'done on the Saturday after',
      task('2026-11-20', { ...done, submittedOn: '2026-11-21' }),
      '✓',
      'Hoàn thành quá hạn 1 ngày',
      'plain',
    ],
    [
      'done without a deadline',
      task(null, { ...done, submittedOn: '2026-11-20' }),
      '○',
      'Đã hoàn thành',
      'plain',
    ],
    ['recalled', task('2026-11-13', { state: 'recalled' }), '–', 'Đã thu hồi', 'plain'],
    [
      'submitted',
      task('2026-11-27', { state: 'submitted', holds: held('submitted', '2026-11-20') }),
      '◇',
      'Chờ xác nhận 4 ngày (từ 20/11)',
      'plain',
    ],
    [
      'submitted today',
      task('2026-11-27', { state: 'submitted', holds: held('submitted', TODAY) }),
      '◇',
      'Chờ xác nhận từ hôm nay',
      'plain',
    ],
    [
      'submitted late',
      task('2026-11-16', { state: 'submitted', holds: held('submitted', '2026-11-20') }),
      '●',
      'Quá hạn 4 ngày làm việc; chờ xác nhận 4 ngày (từ 20/11)',
      'bad',
    ],
    [
      'declined',
      task('2026-11-27', { state: 'declined', holds: held('declined', '2026-11-22') }),
      '◇',
      'Từ chối, chờ ý kiến 2 ngày (từ 22/11)',
      'plain',
    ],
    [
      'suspended last year',
      task('2026-11-27', { state: 'suspended', holds: held('suspended', '2025-10-05') }),
      '◇',
      'Tạm dừng từ 05/10/2025',
      'plain',
    ],
    [
      'extension asked in time',
      task('2026-11-23', { extension: asked, holds: held('extension', '2026-11-20') }),
      '◇',
      'Chờ ý kiến gia hạn',
      'plain',
    ],
    [
      'extension asked too late',
      task('2026-11-13', { extension: { ...asked, inTime: false } }),
      '●',
      'Quá hạn 7 ngày làm việc; chờ ý kiến gia hạn',
      'bad',
    ],
  ])('%s', (_, facts, mark, text, tone) => {
    const words = standingWords(facts, { basis: 'current', today: TODAY, calendar }, translator('vi'));
    expect(words).toEqual({ mark, text, tone });
  });

  it('goes by the original deadline where that is asked for', () => {
    const words = standingWords(
      task('2026-12-06'),
      { basis: 'original', today: TODAY, calendar },
      translator('en'),
    );
    expect(words).toEqual({ mark: '●', text: 'Overdue by 10 working days', tone: 'bad' });
  });

  it('says one day in English without an s', () => {
    const words = standingWords(
      task('2026-11-25'),
      { basis: 'current', today: TODAY, calendar },
      translator('en'),
    );
    expect(words.text).toBe('1 day left');
  });
});

describe('the original deadline', () => {
  it('stands beside a current one that differs', () => {
    expect(originalDeadlineWords(task('2026-12-06'), translator('vi'))).toBe('hạn ban đầu 10/11/2026');
  });

  it.each([
    ['the same', task('2026-11-10')],
    ['none', task('2026-11-10', { original: deadline(null) })],
  ])('is not repeated when it is %s', (_, facts) => {
    expect(originalDeadlineWords(facts, translator('vi'))).toBeNull();
  });
});
