import { findDirectivesPage } from '../../app/find-directives.ts';
import { findTasksPage } from '../../app/find-tasks.ts';
import { seeDirective } from '../../app/see-directive.ts';
import type { DirectiveRow } from '../../db/directive-store.ts';
import { grantsOf } from '../../domain/permission.ts';
import { paths } from '../../paths.ts';
import { fileItems } from '../../present/file-items.ts';
import { formFields } from '../../present/form-fields.ts';
import { formatDay, formatNumber } from '../../present/format.ts';
import { allOf, firstOf, type Page, type PageRoute, type Visit } from '../visit.ts';
import { CORRECT_DIRECTIVE, correctionEvents } from './correct-directive.ts';
import { NEW_DIRECTIVE } from './new-directive.ts';
import { NEW_TASK } from './new-task.ts';
import { listTable, totalWords } from './task-table.ts';

const MOST_BACK = 20;
const FIRST = '-';

/** A paper as lists show it. */
export function directiveItem(row: DirectiveRow) {
  const { _id, notation, issuedOn, issuer, subject } = row;
  return { href: paths.directive(_id), notation, day: formatDay(issuedOn), issuer, subject };
}

/** Whether this person keeps the papers of an assigner, or of any. */
function keeps(visit: Visit, assigner: string | null): boolean {
  return grantsOf(visit.identity().actor, 'recordDirectives').some(
    ({ post }) => assigner === null || post.unit === assigner,
  );
}

/** What the list is narrowed to besides the words searched for; it stays in the address and is shown as chips. */
const NARROWED = ['assigner', 'recordedFrom', 'recordedTo'] as const;

function narrowed(visit: Visit): Record<string, string> {
  const set = NARROWED.map((name) => [name, firstOf(visit.query, name)] as const);
  return Object.fromEntries(set.filter(([, value]) => value !== ''));
}

function chipsOf(visit: Visit, q: string) {
  const { t, house } = visit;
  const query = narrowed(visit);
  const chips = Object.entries(query).map(([name, value]) => {
    const { [name]: _, ...rest } = query;
    const unit = name === 'assigner' ? (house.directory.unit(value)?.name ?? value) : null;
    const words: Record<string, string> = unit === null ? { day: formatDay(value) } : { unit };
    const text = t(`directive.filter.${name}`, words);
    return { href: paths.directives({ ...rest, q }), text, names: unit === null ? [] : [unit] };
  });
  return chips.length === 0
    ? null
    : { chips, clear: { href: paths.directives({ q }), text: t('chips.clear') } };
}

function pagesOf(visit: Visit, q: string, nextCursor: string | null, summary: string) {
  const back = allOf(visit.query, 'back');
  const at = firstOf(visit.query, 'cursor') || FIRST;
  const last = back.at(-1) ?? FIRST;
  const rest = { ...narrowed(visit), q };
  const before = { ...rest, cursor: last === FIRST ? null : last, back: back.slice(0, -1) };
  const previous = at === FIRST ? null : paths.directives(before);
  const next =
    nextCursor === null
      ? null
      : paths.directives({ ...rest, cursor: nextCursor, back: [...back, at].slice(-MOST_BACK) });
  return previous === null && next === null
    ? null
    : { label: visit.t('pages.label'), summary, previous, next };
}

async function showDirectives(visit: Visit): Promise<Page> {
  const { t, house, language } = visit;
  const { back: _, ...rest } = visit.query;
  const query = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
  const found = await findDirectivesPage(house, query, visit.identity().actor);
  const faults = found.ok || !('faults' in found) ? [] : found.faults;
  const page = found.ok ? found.value : { rows: [], total: 0, totalIsExact: true, nextCursor: null };
  const n = formatNumber(page.total, language);
  const total = t(page.totalIsExact ? 'directive.total' : 'directive.totalMore', { n });
  const f = formFields(t, visit.query, faults);
  const model = {
    total,
    record: keeps(visit, null) ? paths.newDirective() : null,
    action: paths.directives(),
    hidden: Object.entries(found.ok ? narrowed(visit) : {}).map(([name, value]) => ({ name, value })),
    chips: found.ok ? chipsOf(visit, firstOf(visit.query, 'q')) : null,
    q: f.text('q', { label: t('directive.search') }),
    summary: f.summary(),
    papers: page.rows.map(directiveItem),
    empty: { text: t('directive.none'), note: null, link: null },
    pages: pagesOf(visit, firstOf(visit.query, 'q'), page.nextCursor, total),
  };
  return {
    status: found.ok ? 200 : 422,
    view: 'directives',
    title: t('directive.title'),
    place: 'directives',
    model,
  };
}

function factsOf(row: DirectiveRow, visit: Visit) {
  const { t } = visit;
  const fact = (key: string, value: string) => ({ key: t(key), value, note: null, href: null, data: true });
  const recorder =
    row.recordedBy === null ? [] : [visit.house.directory.person(row.recordedBy)?.name ?? row.recordedBy];
  return {
    items: [
      fact('label.kind', row.kind),
      fact('label.issuedOn', formatDay(row.issuedOn)),
      fact('label.issuer', row.issuer),
      ...(row.signer === null ? [] : [fact('label.signer', row.signer)]),
      ...recorder.map((name) => fact('directive.recordedBy', name)),
    ],
  };
}

async function showDirective(visit: Visit): Promise<Page> {
  const { t, house } = visit;
  const { actor } = visit.identity();
  const row = await seeDirective(house, visit.params['id'] ?? '', actor);
  const query = { directive: row._id, sort: 'code' };
  const found = await findTasksPage(house, { ...query, limit: '200' }, actor, visit.when);
  const rows = found.ok ? found.value.rows : [];
  const mine = keeps(visit, row.assigner);
  const total = found.ok ? totalWords(visit, found.value) : '';
  const model = {
    subject: row.subject,
    facts: factsOf(row, visit),
    files: fileItems(row.files, visit.language),
    addTask: mine ? paths.newTask(row._id) : null,
    correct: paths.correctDirective(row._id),
    table: rows.length === 0 ? null : listTable(visit, rows, total, { paper: false }),
    empty: { text: t('directive.noTasks'), note: null, link: null },
    pages: found.ok && found.value.nextCursor !== null ? { href: paths.tasks(query), text: total } : null,
    corrections: correctionEvents(row, visit).toReversed(),
  };
  const title = t('task.of', { notation: row.notation, day: formatDay(row.issuedOn) });
  return { view: 'directive', title, place: 'directives', model };
}

export const DIRECTIVES_PAGES: readonly PageRoute[] = [
  {
    method: 'GET',
    path: paths.directives(),
    permission: 'readDirectives',
    audit: null,
    handler: showDirectives,
  },
  ...NEW_DIRECTIVE,
  ...CORRECT_DIRECTIVE,
  ...NEW_TASK,
  {
    method: 'GET',
    path: paths.directive(':id'),
    permission: 'readDirectives',
    audit: null,
    handler: showDirective,
  },
];
