import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Part, Row } from '../../src/domain/row.ts';
import { formatNumber } from '../../src/present/format.ts';
import {
  componentName,
  gradeName,
  lineSentence,
  reasonSentence,
  rowSentences,
  type Speech,
} from '../../src/present/score-words.ts';
import { type Language, translator } from '../../src/present/words.ts';

const speech = (language: Language): Speech => ({
  t: translator(language),
  number: (value, decimals) => formatNumber(value, language, decimals),
});

const VI = speech('vi');
const EN = speech('en');

const PART: Part = {
  component: 'timeliness',
  share: 1,
  tasks: 64,
  weight: 92,
  mean: 923_100,
  groupMean: 881_000,
  kappa: 10,
  score: 912_450,
};

const ROW: Row = {
  unit: 'STTTT',
  group: 'departments',
  rank: 6,
  rankFrom: 3,
  rankTo: 12,
  score: 912_450,
  low: 890_000,
  high: 934_900,
  grade: 'excellent',
  tasks: 64,
  weight: 92,
  reason: null,
  peers: 20,
  parts: [PART],
};

describe('rowSentences', () => {
  it('tells score, mean, tasks, common level and peers in one sentence', () => {
    expect(rowSentences(VI, ROW)).toEqual([
      'Điểm 91,25: trung bình 92,31 của 64 nhiệm vụ, xét cùng mức chung 88,10 của khối 20 sở',
    ]);
    expect(rowSentences(EN, ROW)).toEqual([
      'Score 91.25: the mean 92.31 of 64 tasks drawn towards 88.10, the common level of the departments (20)',
    ]);
  });

  it.each([
    ['lowland', 'khối 16 huyện, thị xã, thành phố miền xuôi'],
    ['mountain', 'khối 16 huyện miền núi'],
    ['communes', 'khối 16 xã, phường, thị trấn'],
    ['offices', 'khối 16 phòng, ban'],
    ['wards', 'khối 16 đơn vị'],
  ])('names the peers of %s', (group, peers) => {
    expect(rowSentences(VI, { ...ROW, group, peers: 16 })[0]).toContain(peers);
  });

  it('tells each of several components, also the one that the unit has no facts in', () => {
    const parts = [
      { ...PART, share: 3, tasks: 1 },
      { ...PART, component: 'quality', tasks: 0, weight: 0, mean: null, score: 881_000 },
    ];
    expect(rowSentences(VI, { ...ROW, parts })).toEqual([
      'Điểm 91,25: trung bình theo trọng số của 2 thành phần',
      'Tiến độ (trọng số 3): 91,25, trung bình 92,31 của 1 nhiệm vụ, xét cùng mức chung 88,10 của khối 20 sở',
      'Chất lượng (trọng số 1): 88,10, lấy mức chung của khối 20 sở vì chưa có số liệu riêng',
    ]);
    expect(rowSentences(EN, { ...ROW, parts })).toEqual([
      'Score 91.25: the mean of 2 components by their weights',
      'Timeliness (weight 3): 91.25, the mean 92.31 of 1 task drawn towards 88.10, the common level of the departments (20)',
      'Quality (weight 1): 88.10, the common level of the departments (20), as it has no figures of its own',
    ]);
  });

  it.each([
    [
      3,
      'Cải cách hành chính (trọng số 1): 91,25, trung bình 92,31 của 3 số liệu, xét cùng mức chung 88,10 của khối 20 sở',
    ],
    [
      1,
      'Cải cách hành chính (trọng số 1): 91,25, trung bình 92,31 của 1 số liệu, xét cùng mức chung 88,10 của khối 20 sở',
    ],
  ])('counts %d of a criterion that another body decides as figures', (tasks, expected) => {
    const parts = [PART, { ...PART, component: 'Cải cách hành chính', share: 1, tasks }];
    expect(rowSentences(VI, { ...ROW, parts })[2]).toBe(expected);
  });

  it('calls a criterion by its name, whatever that is', () => {
    expect(componentName(VI, 'constructor')).toBe('constructor');
  });

  it('tells nothing of a unit without a rank', () => {
    expect(rowSentences(VI, { ...ROW, score: null, reason: 'tooFewTasks', parts: [] })).toEqual([]);
  });
});

describe('reasonSentence', () => {
  const scheme = { ...DEFAULT_SCHEME, excluded: [{ unit: 'SNV', reason: 'Mới thành lập' }] };

  it.each([
    ['STTTT', null, null, null],
    [
      'STTTT',
      'tooFewTasks',
      'Chưa đủ số liệu: tổng trọng số nhiệm vụ là 3, cần ít nhất 5',
      'Too few tasks: their weights add up to 3, at least 5 is needed',
    ],
    [
      'VP',
      'verifiesItself',
      'Không xếp hạng: cơ quan này theo dõi và xác nhận nhiệm vụ của cả khối',
      'Not ranked: this unit follows and verifies the tasks of all others',
    ],
    [
      'SNV',
      'excluded',
      'Không xếp hạng theo bộ tiêu chí: Mới thành lập',
      'Not ranked under the scheme: Mới thành lập',
    ],
    ['STC', 'excluded', 'Không xếp hạng theo bộ tiêu chí', 'Not ranked under the scheme'],
  ] as const)('%s %s', (unit, reason, vietnamese, english) => {
    const row = { unit, reason, weight: 3 };
    expect(reasonSentence(VI, row, scheme)).toBe(vietnamese);
    expect(reasonSentence(EN, row, scheme)).toBe(english);
  });
});

describe('lineSentence', () => {
  it.each([
    [
      'done',
      3,
      2,
      88,
      'Quá hạn 3 ngày làm việc, trọng số 2: 88 điểm',
      'Late by 3 working days, weight 2: 88 points',
    ],
    [
      'done',
      1,
      1,
      96,
      'Quá hạn 1 ngày làm việc, trọng số 1: 96 điểm',
      'Late by 1 working day, weight 1: 96 points',
    ],
    [
      'done',
      21,
      1,
      28.5,
      'Quá hạn 21 ngày làm việc, trọng số 1: 28,5 điểm',
      'Late by 21 working days, weight 1: 28.5 points',
    ],
    ['done', 0, 3, 100, 'Không quá hạn, trọng số 3: 100 điểm', 'Not late, weight 3: 100 points'],
    [
      'openOverdue',
      0,
      1,
      50,
      'Chưa hoàn thành, đã qua hạn, trọng số 1: 50 điểm (việc quá hạn chưa hoàn thành không quá 50 điểm)',
      'Not completed, past its deadline, weight 1: 50 points (an overdue task that is not completed has at most 50)',
    ],
    [
      'openOverdue',
      5,
      1,
      50,
      'Chưa hoàn thành, quá hạn 5 ngày làm việc, trọng số 1: 50 điểm (việc quá hạn chưa hoàn thành không quá 50 điểm)',
      'Not completed, late by 5 working days, weight 1: 50 points (an overdue task that is not completed has at most 50)',
    ],
    [
      'openOverdue',
      20,
      1,
      30,
      'Chưa hoàn thành, quá hạn 20 ngày làm việc, trọng số 1: 30 điểm',
      'Not completed, late by 20 working days, weight 1: 30 points',
    ],
  ] as const)(
    '%s, %i days late, weight %i, %d points',
    (kind, daysLate, weight, points, vietnamese, english) => {
      const line = { kind, amount: daysLate, weight, points };
      expect(lineSentence(VI, line, DEFAULT_SCHEME)).toBe(vietnamese);
      expect(lineSentence(EN, line, DEFAULT_SCHEME)).toBe(english);
    },
  );
});

describe('gradeName', () => {
  it.each([
    ['excellent', 'Hoàn thành xuất sắc nhiệm vụ', 'Tasks completed excellently'],
    ['good', 'Hoàn thành tốt nhiệm vụ', 'Tasks completed well'],
    ['completed', 'Hoàn thành nhiệm vụ', 'Tasks completed'],
    ['notCompleted', 'Không hoàn thành nhiệm vụ', 'Tasks not completed'],
  ] as const)('%s', (grade, vietnamese, english) => {
    expect([gradeName(VI, grade), gradeName(EN, grade)]).toEqual([vietnamese, english]);
  });
});
