import { figureAccess } from '../../app/figure-access.ts';
import { readFigures } from '../../app/read-figures.ts';
import { receivingUnits } from '../../app/read-statistics.ts';
import { parsePeriod } from '../../domain/period.ts';
import type { FiguresAsked } from '../forms/figure-form.ts';
import { firstOf, type Visit } from '../visit.ts';

const MONTH = /^(\d{4})-(\d\d)$|^(\d{1,2})\/(\d{4})$/;

/** A month as people type it, `03/2026`, in the form of the program; anything else as it is. */
function readMonth(text: string): string {
  const [, year, month, typed, of] = MONTH.exec(text.trim()) ?? [];
  if (year !== undefined) return `${year}-${month}`;
  return typed === undefined ? text.trim() : `${of}-${typed.padStart(2, '0')}`;
}

/** What is entered by the criterion and month of the address; null for no month. */
export async function figuresAsked(visit: Visit): Promise<FiguresAsked | null> {
  const { house, when } = visit;
  const { actor } = visit.identity();
  const assigner = figureAccess(actor, 'enterFigures');
  const criterion = firstOf(visit.query, 'criterion').replace(/\s+/g, ' ').trim();
  const month = readMonth(firstOf(visit.query, 'month'));
  const period = parsePeriod(month);
  if (criterion === '' || criterion.length > 100 || period === null || !/-\d\d$/.test(month)) return null;
  const outcome = await readFigures(house, { period: month, assigner }, actor, when);
  if (!outcome.ok) return null;
  const units = receivingUnits(house, assigner, period).filter(({ ownOffice }) => !ownOffice);
  const kept = outcome.value.figures.filter((figure) => figure.criterion === criterion);
  return { criterion, month, units, kept };
}
