import type { Basis } from '../domain/task.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import type { PeriodLinks } from './components.ts';
import type { Shown } from './figure-links.ts';
import type { Translate } from './words.ts';

/** The board of one choice. */
export function boardHref(shown: Shown): string {
  return paths.statistics(boardQuery(shown));
}

/** The query of a board; what is as usual isn't in it. */
export function boardQuery({ period, group, basis, asOf }: Shown): Record<string, string> {
  return {
    period: period.text,
    ...(group === null ? {} : { group }),
    ...(basis === 'original' ? { basis } : {}),
    ...(asOf === null ? {} : { asOf }),
  };
}

type Choice = { t: Translate; shown: Shown };

/** The groups to choose from; `at` is the address of a choice. */
export function groupLinks(
  { t, units, shown }: Choice & { units: readonly Pick<Unit, 'peerGroup'>[] },
  at: (shown: Shown) => string,
): PeriodLinks | null {
  const groups = [...new Set(units.flatMap(({ peerGroup }) => peerGroup ?? []))].sort();
  if (units.length < 2 || groups.length === 0) return null;
  const link = (group: string | null, text: string) => ({
    href: at({ ...shown, group }),
    text,
    current: group === shown.group,
  });
  return {
    label: t('statistics.group'),
    links: [
      link(null, t('statistics.group.all')),
      ...groups.map((group) => link(group, t(`group.${group}`))),
    ],
  };
}

/** The deadlines to choose from. */
export function basisLinks({ t, shown }: Choice, at: (shown: Shown) => string): PeriodLinks {
  const link = (basis: Basis, text: string) => ({
    href: at({ ...shown, basis }),
    text,
    current: basis === shown.basis,
  });
  return {
    label: t('statistics.basis'),
    links: [link('current', t('statistics.basis.current')), link('original', t('statistics.basis.original'))],
  };
}
