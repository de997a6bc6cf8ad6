import { explainRow } from '../../app/explain-row.ts';
import { readNotices } from '../../app/notices.ts';
import {
  amendmentsSeen,
  readDisputes,
  readEditionLines,
  replacedEdition,
  rowsSeen,
  waitingDisputes,
} from '../../app/read-edition.ts';
import { listEditions, type SeenEdition, seeEdition } from '../../app/see-edition.ts';
import { needsOf } from '../../app/take-edition-step.ts';
import { disputeRefusal } from '../../domain/dispute.ts';
import { nextStepOf, stepRefusal } from '../../domain/edition-course.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import type { Link } from '../../present/components.ts';
import { disputeItem } from '../../present/dispute-item.ts';
import { editionDownloads, editionUnitDownloads } from '../../present/downloads.ts';
import { editionModel, editionRows } from '../../present/edition-page.ts';
import { editionUnitModel } from '../../present/edition-unit-page.ts';
import { type EditionReader, editionTitle } from '../../present/edition-words.ts';
import type { Page, PageRoute, Visit } from '../visit.ts';
import { policyLinks } from './policy-pages.ts';

/** In whose words an edition is said. */
export function editionReader({ t, language, house }: Visit): EditionReader {
  return {
    t,
    language,
    unitName: (code) => house.directory.unit(code)?.name ?? code,
    personName: (username) => house.directory.person(username)?.name ?? username,
  };
}

/** Whether the reader may take the steps of an edition, or decide its disputes. */
export function heads(
  visit: Visit,
  assigner: string,
  permission: 'moveEditions' | 'decideDisputes',
): boolean {
  return grantsOf(visit.identity().actor, permission).some(({ post }) => post.unit === assigner);
}

/** The ways on from the ranking: its editions, for the Office the disputes that wait, schemes, and the policy. */
export async function editionLinks(visit: Visit): Promise<Link[]> {
  const { t, house } = visit;
  const { actor } = visit.identity();
  const office = grantsOf(actor, 'readDisputes').some(({ reach }) => reach === 'assigned');
  const waiting = office ? (await waitingDisputes(house, actor)).length : 0;
  const disputes = { href: paths.disputes(), text: t('edition.disputes.waiting', { n: waiting }) };
  const schemes = { href: paths.schemes(), text: t('scheme.list') };
  const waits = waiting === 0 ? [] : [disputes];
  return [{ href: paths.editions(), text: t('edition.list') }, ...waits, schemes, ...policyLinks(visit)];
}

async function showEditions(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { actor } = visit.identity();
  const editions = await listEditions(house, actor, undefined);
  const freeze = { href: paths.newEdition(), text: t('edition.freeze') };
  const [, ...more] = await editionLinks(visit);
  const model = {
    back: { href: paths.rankings(), text: t('score.title') },
    links: [...(grantsOf(actor, 'freezeRankings').length > 0 ? [freeze] : []), ...more],
    rows: editionRows(editions, editionReader(visit)),
    empty: { text: t('edition.none'), note: null, link: null },
  };
  return { view: 'editions', title: t('edition.list'), place: 'ranking', model };
}

const seesLines =
  ({ allLines, units }: SeenEdition) =>
  (unit: string) =>
    allLines || units.includes(unit);

/** Whether the reader may take the edition's next step now. */
async function movesOn(visit: Visit, edition: SeenEdition['edition']): Promise<boolean> {
  const step = nextStepOf(edition.state);
  if (step === null || !heads(visit, edition.assigner, 'moveEditions')) return false;
  const needs = await needsOf(visit.house, edition, visit.when);
  return stepRefusal(step, edition.state, needs) === null;
}

async function showEdition(visit: Visit): Promise<Page> {
  const { house, when } = visit;
  const { actor } = visit.identity();
  const seen = await readDisputes(house, visit.params['id'] ?? '', actor);
  const { edition, replacedBy, replaced, disputes } = seen;
  await readNotices(house, visit.identity(), when, { edition: edition._id });
  const facts = {
    edition,
    rows: rowsSeen(seen),
    linesSeen: seesLines(seen),
    amendments: amendmentsSeen(seen),
    replaces: await replacedEdition(house, edition, actor),
    replacedBy,
    replaced,
    disputes: { all: disputes.length, waiting: disputes.filter(({ state }) => state === 'waiting').length },
    mayMove: await movesOn(visit, edition),
  };
  const downloads = editionDownloads(visit.t, edition._id, seen.rows === 'all');
  const model = { ...editionModel(facts, editionReader(visit)), downloads };
  return { view: 'edition', title: editionTitle(edition, visit.t), place: 'ranking', model };
}

async function showEditionUnit(visit: Visit): Promise<Page> {
  const { house, when } = visit;
  const { actor } = visit.identity();
  const unit = visit.params['unit'] ?? '';
  const seen = await readEditionLines(house, visit.params['id'] ?? '', unit, actor);
  const { edition, replacedBy, replaced, lines, adjustments, amended } = seen;
  await readNotices(house, visit.identity(), when, { edition: edition._id });
  const may = grantsOf(actor, 'disputeLines').some(({ post }) => post.unit === unit);
  const facts = {
    row: edition.result.find((row) => row.unit === unit),
    counted: await explainRow(house, edition, unit),
    replacedBy,
    replaced,
    lines,
    adjustments,
    amended,
    open: may && disputeRefusal({ ...edition, replaced }, when.today) === null,
  };
  const title = edition.units.find(({ code }) => code === unit)?.name ?? unit;
  const downloads = editionUnitDownloads(visit.t, edition._id, unit);
  const model = { ...editionUnitModel(edition, facts, editionReader(visit)), downloads };
  return { view: 'edition-unit', title, place: 'ranking', model };
}

async function showEditionDisputes(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { edition, disputes, replaced } = await readDisputes(
    house,
    visit.params['id'] ?? '',
    visit.identity().actor,
  );
  const may = heads(visit, edition.assigner, 'decideDisputes') && edition.state === 'open' && !replaced;
  const model = {
    back: { href: paths.edition(edition._id), text: editionTitle(edition, t) },
    items: disputes.map((dispute) => disputeItem(dispute, edition, may, editionReader(visit))),
    empty: { text: t('edition.disputes.none'), note: null, link: null },
  };
  return { view: 'disputes', title: t('edition.disputes.title'), place: 'ranking', model };
}

async function showWaiting(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { actor } = visit.identity();
  const items = [];
  for (const dispute of await waitingDisputes(house, actor)) {
    const { edition, replaced } = await seeEdition(house, dispute.edition, actor);
    const may = heads(visit, edition.assigner, 'decideDisputes') && !replaced;
    items.push(disputeItem(dispute, edition, may, editionReader(visit)));
  }
  const model = {
    back: { href: paths.editions(), text: t('edition.list') },
    items,
    empty: { text: t('edition.disputes.noneWaiting'), note: null, link: null },
  };
  return { view: 'disputes', title: t('edition.disputes.title'), place: 'ranking', model };
}

const READ = { method: 'GET', permission: 'readEditions', audit: null } as const;

/** The pages that show editions and their disputes. */
export const EDITION_PAGES: readonly PageRoute[] = [
  { ...READ, path: paths.editions(), handler: showEditions },
  { ...READ, path: paths.edition(':id'), handler: showEdition },
  { ...READ, path: paths.editionUnit(':id', ':unit'), handler: showEditionUnit },
  { ...READ, path: paths.editionDisputes(':id'), permission: 'readDisputes', handler: showEditionDisputes },
  { ...READ, path: paths.disputes(), permission: 'readDisputes', handler: showWaiting },
];
