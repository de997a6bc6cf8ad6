import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/domain/row.ts';
import { emptyCounts } from '../../src/domain/statistics.ts';
import { formatNumber } from '../../src/present/format.ts';
import { boardFacts, changeText, intervalText } from '../../src/present/ranking-board.ts';
import { type Language, translator } from '../../src/present/words.ts';
import { rankedRow } from '../support/ranked-row.ts';

const speech = (language: Language) => ({
  t: translator(language),
  number: (value: number, decimals: number) => formatNumber(value, language, decimals),
});

const row = (rank: number | null, score: number | null, group = 'departments'): Row =>
  rankedRow('A', rank, score, { group });

describe('the change since the period before', () => {
  const NONE = 'chưa có kỳ trước để so';
  it.each([
    ['a higher rank and score', row(1, 950_000), row(3, 937_500), 'lên 2 hạng, +1,25 điểm'],
    ['a lower rank', row(4, 900_000), row(3, 905_050), 'xuống 1 hạng, −0,51 điểm'],
    ['the same rank', row(2, 900_000), row(2, 900_000), 'giữ hạng, 0,00 điểm'],
    ['a lower rank with a higher score', row(2, 910_000), row(1, 900_000), 'xuống 1 hạng, +1,00 điểm'],
    ['no row before', row(2, 900_000), undefined, NONE],
    ['no score before', row(2, 900_000), row(null, null), NONE],
    ['no score now', row(null, null), row(2, 900_000), NONE],
    ['another group before', row(2, 900_000), row(2, 900_000, 'mountain'), NONE],
  ])('is told for %s', (_, now, before, expected) => {
    expect(changeText(speech('vi'), now, before)).toBe(expected);
  });

  it('counts in English as the number is', () => {
    const said = [row(1, 900_000), row(2, 900_000)].map((now) =>
      changeText(speech('en'), now, row(3, 890_000)),
    );
    expect(said).toEqual(['up 2 ranks, +1.00 points', 'up 1 rank, +1.00 points']);
  });
});

describe('the rates of a board', () => {
  const counts = (doneOnTime: number, openOverdue: number) => [
    { ...emptyCounts(), unit: 'SNV', doneOnTime, openOverdue, total: doneOnTime + openOverdue },
  ];
  const { rates } = boardFacts({ counts: { original: counts(1, 3), current: counts(1, 1) }, earlier: null });

  it('are under each deadline those of its own counts, and none of a unit that is not counted', () => {
    expect(rates('SNV')).toMatchObject({ original: { onTime: 0.25 }, current: { onTime: 0.5 } });
    expect(rates('STC')).toBe(undefined);
  });
});

describe('the interval of a score', () => {
  it('is from low to high, and nothing where there is no score', () => {
    expect(intervalText(speech('vi'), row(1, 900_000))).toBe('88,77 – 91,23');
    expect(intervalText(speech('vi'), row(null, null))).toBe('');
  });

  it('is shown within what can be scored, and up to a score that a bonus lifts above it', () => {
    expect(intervalText(speech('vi'), row(1, 995_000))).toBe('98,27 – 100,00');
    expect(intervalText(speech('vi'), row(1, 1_012_500))).toBe('100,02 – 101,25');
    expect(intervalText(speech('vi'), row(9, 5000))).toBe('0,00 – 1,73');
  });
});
