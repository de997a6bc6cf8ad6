import { findFigureDisputes } from '../db/dispute-store.ts';
import type { FigureRow } from '../db/figure-store.ts';
import type { FigureReview } from '../domain/figure.ts';
import type { House } from './house.ts';

function placeOf({ unit, criterion, month }: Pick<FigureReview, 'unit' | 'criterion' | 'month'>): string {
  return `${criterion}|${month}|${unit}`;
}

/**
 * What reviews decided of figures from one month to another, the oldest dispute first, where that isn't what is entered. It
 * holds in the editions of its period alone: the figure stays as it was entered until somebody corrects it.
 */
export async function reviewedFigures(
  house: House,
  within: { assigner: string; from: string; to: string },
  figures: readonly FigureRow[],
): Promise<FigureReview[]> {
  const entered = new Map(figures.map((figure) => [placeOf(figure), figure.points]));
  const disputes = await findFigureDisputes(house.connection, within);
  return disputes
    .flatMap(({ _id, edition, period, unit, component, month, line, decision }): FigureReview[] => {
      if (month === null || decision === null) return [];
      const { points, reason, at } = decision;
      const about = { dispute: _id, edition, period, unit, criterion: component, month, reason, at };
      const decided = points === null ? null : Math.round(points * 100);
      return [{ ...about, before: Math.round(line.points * 100), points: decided }];
    })
    .filter((review) => (entered.get(placeOf(review)) ?? null) !== review.points);
}
