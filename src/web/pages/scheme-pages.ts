import { listSchemes, mayKeep, schemeAccess, seeScheme, versionsSeen } from '../../app/see-scheme.ts';
import { editionsToTry, RESAMPLES, simulateScheme } from '../../app/simulate-scheme.ts';
import { MOST_FACTS } from '../../app/simulation-facts.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { SHIPPED_NAMES } from '../../domain/shipped-schemes.ts';
import { paths } from '../../paths.ts';
import type { Link } from '../../present/components.ts';
import { periodAsked } from '../../present/period-words.ts';
import { schemeCourse, schemeItem, schemeTitle, stateOf } from '../../present/scheme-page.ts';
import { flawSentences, schemeSentences } from '../../present/scheme-words.ts';
import { componentName } from '../../present/score-words.ts';
import { simulationModel } from '../../present/simulation-page.ts';
import { firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { editionReader } from './edition-pages.ts';
import { unusable } from './statistics-pages.ts';

/** How a scheme counts, in sentences; what of them is data, such as the name of a component that others decide. */
export function inWords(
  visit: Visit,
  scheme: Scheme,
): { how: { text: string; names: string[] }[]; flaws: string[] } {
  const names = scheme.components.flatMap(({ name }) => (componentName(visit, name) === name ? [name] : []));
  return {
    how: schemeSentences(visit, scheme).map((text) => ({ text, names })),
    flaws: flawSentences(visit, scheme),
  };
}

async function showSchemes(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { actor } = visit.identity();
  const { assigner } = schemeAccess(house, actor, undefined);
  const reader = editionReader(visit);
  const drafts = mayKeep(actor, 'draftSchemes', assigner);
  const model = {
    back: { href: paths.rankings(), text: t('score.title') },
    rows: (await listSchemes(house, actor, undefined)).map((row) => schemeItem(row, reader)),
    shipped: SHIPPED_NAMES.map((name) => ({
      href: paths.scheme(name),
      text: t(`score.scheme.${name}`),
      draft: drafts ? { href: paths.newScheme({ follows: name }), text: t('scheme.draftFrom') } : null,
    })),
  };
  return { view: 'schemes', title: t('scheme.list'), place: 'ranking', model };
}

async function showScheme(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { actor } = visit.identity();
  const seen = await seeScheme(house, visit.params['id'] ?? '', actor);
  const { id, assigner, scheme, row } = seen;
  const reader = editionReader(visit);
  const may = (permission: Parameters<typeof mayKeep>[1]) => mayKeep(actor, permission, assigner);
  const simulate = { href: paths.simulateScheme(id), text: t('scheme.try') };
  const another = {
    href: paths.newScheme({ follows: id }),
    text: t(row === null ? 'scheme.draftFrom' : 'scheme.next'),
  };
  const edit = { href: paths.editScheme(id), text: t('scheme.edit') };
  const withdraw = { href: paths.withdrawScheme(id), text: t('scheme.withdraw') };
  const state = row?.state ?? null;
  const withdraws = state === 'draft' ? may('draftSchemes') : state === 'approved' && may('approveSchemes');
  const links: Link[] = [
    ...(may('draftSchemes') && state === 'draft' ? [edit] : []),
    ...(may('draftSchemes') ? [another] : []),
    ...(withdraws ? [withdraw] : []),
  ];
  const versions = row === null ? [] : await versionsSeen(house, row, actor);
  const model = {
    back: { href: paths.schemes(), text: t('scheme.list') },
    name: scheme.name,
    state: row === null ? t('scheme.shipped') : stateOf(row, reader),
    next: may('simulateSchemes') ? simulate : null,
    links,
    ...inWords(visit, scheme),
    excluded: scheme.excluded.map(({ unit, reason }) => ({ unit: reader.unitName(unit), reason })),
    versions: versions.filter(({ _id }) => _id !== id).map((each) => schemeItem(each, reader)),
    course: row === null ? [] : schemeCourse(row, reader),
  };
  return { view: 'scheme', title: schemeTitle(scheme, reader), place: 'ranking', model };
}

async function showSimulation(visit: Visit): Promise<Page> {
  const { house, t, when, query } = visit;
  const { actor } = visit.identity();
  const id = visit.params['id'] ?? '';
  const period = periodAsked(firstOf(query, 'period'), when.today);
  if (period === null) return unusable(visit, paths.simulateScheme(id));
  const asked = { period: period.text, edition: firstOf(query, 'edition') || null };
  const outcome = await simulateScheme(house, id, asked, actor, when);
  if (!outcome.ok) return unusable(visit, paths.simulateScheme(id));
  const tried = outcome.value;
  const editions = await editionsToTry(house, tried.assigner, period);
  const setting = { bounds: { facts: MOST_FACTS, draws: RESAMPLES }, today: when.today };
  const approves = tried.row?.state === 'draft' && mayKeep(actor, 'approveSchemes', tried.assigner);
  const next = approves && tried.row?.draftedBy !== actor.username ? paths.approveScheme(id) : null;
  const model = {
    ...simulationModel(tried, editions, setting, editionReader(visit)),
    next: next === null ? null : { href: next, text: t('scheme.approve') },
  };
  return { view: 'simulate', title: t('scheme.try'), place: 'ranking', model };
}

const READ = { method: 'GET', permission: 'readSchemes', audit: null } as const;

/** The pages that show schemes, and what they would change. */
export const SCHEME_PAGES: readonly PageRoute[] = [
  { ...READ, path: paths.schemes(), handler: showSchemes },
  { ...READ, path: paths.scheme(':id'), handler: showScheme },
  { ...READ, path: paths.simulateScheme(':id'), permission: 'simulateSchemes', handler: showSimulation },
];
