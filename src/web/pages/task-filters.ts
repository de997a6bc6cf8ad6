import { STANDINGS } from '../../domain/standing.ts';
import { OPEN_STATES } from '../../domain/task.ts';
import { type Choice, type FormFields, formFields } from '../../present/form-fields.ts';
import { formatDay } from '../../present/format.ts';
import { type Form, firstOf, type Visit } from '../visit.ts';
import { shownOn } from './board-units.ts';
import { ALL, DAYS, OPEN, type Query } from './task-address.ts';

const CLOSED = ['verified', 'recalled', 'discontinued'] as const;

type Part = { component: string; field: { name: string } };

/** The fields of the filters, with what they are filled from. */
type Filters = { visit: Visit; query: Query; f: FormFields };

/** The units that receive tasks of those for whom the reader acts. */
function receivers({ identity, house }: Visit) {
  return identity().actor.posts.flatMap(({ unit }) => house.directory.childrenOf(unit));
}

function unitChoices(visit: Visit): Choice[] {
  return receivers(visit)
    .map((unit) => shownOn(visit, unit, visit.when.today))
    .map(({ code, name }) => ({ value: code, text: name, lang: 'vi' }));
}

function groupChoices(visit: Visit): Choice[] {
  const groups = new Set(receivers(visit).flatMap(({ peerGroup }) => peerGroup ?? []));
  return [...groups].sort().map((group) => ({ value: group, text: visit.t(`group.${group}`) }));
}

function monitorChoices({ identity, house }: Visit): Choice[] {
  return identity()
    .actor.posts.flatMap(({ unit }) => house.directory.holding(unit, ['officeStaff', 'officeHead']))
    .map(({ username, name }) => ({ value: username, text: name, lang: 'vi' }));
}

/** What was typed, days as people write them. */
function typedIn(visit: Visit, query: Query): Form {
  const typed: Form = Object.fromEntries(
    Object.keys(query).map((name) => [name, firstOf(visit.query, name)]),
  );
  for (const day of DAYS) {
    if (query[day] !== undefined && /^\d{4}-\d\d-\d\d$/.test(query[day])) typed[day] = formatDay(query[day]);
  }
  return { state: ALL, ...typed };
}

/** The choices with what is set, where it is none of them (several standings at once), so that filtering keeps it. */
function withSet(visit: Visit, set: string | undefined, options: Choice[]): Choice[] {
  if (set === undefined || options.some(({ value }) => value === set)) return options;
  return [...options, { value: set, text: visit.t('desk.filter.kept') }];
}

function chosen({ visit, query, f }: Filters, name: string, label: string, options: Choice[]): Part {
  const all = withSet(visit, query[name], options);
  return { component: 'field-select', field: f.select(name, { label, width: 'full', options: all }) };
}

/** A select whose first choice filters nothing. */
function select(
  filters: Filters,
  name: string,
  label: string,
  options: readonly Choice[],
  none = filters.visit.t('task.list.all'),
): Part {
  return chosen(filters, name, label, [{ value: '', text: none }, ...options]);
}

function text({ f }: Filters, name: string, label: string): Part {
  return { component: 'field-text', field: f.text(name, { label, width: 'full' }) };
}

function stateChoices({ t }: Visit): Choice[] {
  return [
    { value: OPEN, text: t('task.filter.open') },
    { value: ALL, text: t('task.list.all') },
    ...[...OPEN_STATES, ...CLOSED].map((value) => ({ value, text: t(`state.${value}`) })),
  ];
}

function partsOf(filters: Filters): Part[] {
  const { visit } = filters;
  const { t } = visit;
  const units = unitChoices(visit);
  const groups = groupChoices(visit);
  const standings = STANDINGS.map((value) => ({ value, text: t(`standing.${value}`) }));
  const original = [{ value: 'original', text: t('task.basis.original') }];
  return [
    text(filters, 'q', t('task.filter.q')),
    ...(groups.length === 0 ? [] : [select(filters, 'group', t('statistics.group'), groups)]),
    ...(units.length === 0 ? [] : [select(filters, 'unit', t('task.filter.unit'), units)]),
    select(filters, 'standing', t('task.filter.standing'), standings),
    chosen(filters, 'state', t('task.filter.state'), stateChoices(visit)),
    text(filters, 'dueFrom', t('task.filter.dueFrom')),
    text(filters, 'dueTo', t('task.filter.dueTo')),
    ...(units.length === 0 ? [] : [select(filters, 'monitor', t('task.monitor'), monitorChoices(visit))]),
    select(filters, 'basis', t('task.filter.basis'), original, t('task.basis.current')),
  ];
}

/** The filters that the form shows, filled with what is set, and the summary of what is wrong with them. */
export function filterFields(
  visit: Visit,
  query: Query,
  faults: Visit['faults'],
): { parts: Part[]; summary: unknown } {
  const f = formFields(visit.t, typedIn(visit, query), faults);
  return { parts: partsOf({ visit, query, f }), summary: f.summary() };
}
