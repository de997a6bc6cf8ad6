import type { FigureReader } from '../../present/figures-page.ts';
import type { Visit } from '../visit.ts';

/** Who reads figures and adjustments on a page. */
export function figureReaderOf({ language, t, when, house }: Visit): FigureReader {
  const unitName = (code: string) => house.directory.unit(code)?.name ?? code;
  const personName = (username: string) => house.directory.person(username)?.name ?? username;
  return { language, t, today: when.today, unitName, personName };
}
