import type { EditionRow } from '../db/edition-store.ts';
import type { Day } from '../domain/day.ts';
import { paths } from '../paths.ts';
import type { PeriodLinks } from './components.ts';
import { type EditionReader, editionTitle } from './edition-words.ts';
import { formatDay, formatNumber } from './format.ts';
import { periodLinks, periodWords } from './period-words.ts';
import { schemeTitle } from './scheme-page.ts';
import { movesTable, type Tried } from './simulation-table.ts';

function factLinks(tried: Tried, editions: readonly EditionRow[], { t }: EditionReader): PeriodLinks | null {
  if (editions.length === 0) return null;
  const at = (edition: string | null) =>
    paths.simulateScheme(tried.id, { period: tried.period.text, edition });
  return {
    label: t('scheme.try.facts'),
    links: [
      { href: at(null), text: t('scheme.try.now'), current: tried.edition === null },
      ...editions.map((edition) => ({
        href: at(edition._id),
        text: editionTitle(edition, t),
        current: tried.edition?._id === edition._id,
      })),
    ],
  };
}

function summaryOf({ moves }: Tried, { t }: EditionReader): string {
  const compared = moves.filter(({ rankChange }) => rankChange !== null);
  const moved = compared.filter(({ rankChange }) => rankChange !== 0).length;
  const grades = moves.filter(({ gradeChanged }) => gradeChanged).length;
  return t('scheme.try.summary', { moved, units: compared.length, grades });
}

function stabilityText(
  { stability, scheme, corners, facts }: Tried,
  reader: EditionReader,
  bounds: Bounds,
): string[] {
  const { t, language } = reader;
  const n = formatNumber(facts, language);
  if (stability === null) return [t('scheme.try.tooMany', { n, most: formatNumber(bounds.facts, language) })];
  return [
    corners === 0 ? t('scheme.try.oneComponent') : t('scheme.try.corners', { n: corners }),
    t('scheme.try.draws', { n, times: bounds.draws }),
    ...(scheme.components.length > 6 ? [t('scheme.try.oneAtATime')] : []),
  ];
}

export type Bounds = { facts: number; draws: number };

/** The page of a scheme that is tried: who moves and through what, group by group, and how stable ranks are. */
export function simulationModel(
  tried: Tried,
  editions: readonly EditionRow[],
  { bounds, today }: { bounds: Bounds; today: Day },
  reader: EditionReader,
) {
  const { t } = reader;
  const said = {
    scheme: schemeTitle(tried.scheme, reader),
    before: schemeTitle(tried.before, reader),
    period: periodWords(tried.period, t),
    cutoff: formatDay(tried.cutoff),
  };
  const counted = tried.moves.filter(({ before, after }) => before.rank !== null || after.rank !== null);
  return {
    back: { href: paths.scheme(tried.id), text: said.scheme },
    about: t('scheme.try.about', said),
    names: [tried.scheme.name, tried.before.name],
    periods: periodLinks(tried.period, today, (one) => paths.simulateScheme(tried.id, { period: one }), t),
    editions: factLinks(tried, editions, reader),
    summary: summaryOf(tried, reader),
    stability: stabilityText(tried, reader, bounds),
    tables: [...Map.groupBy(counted, ({ group }) => group)].map(([group, moves]) =>
      movesTable(group, moves, tried, reader),
    ),
  };
}
