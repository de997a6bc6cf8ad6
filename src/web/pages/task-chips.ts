import type { TaskPage } from '../../app/find-tasks.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../../present/format.ts';
import { hasWords } from '../../present/words.ts';
import type { Visit } from '../visit.ts';
import { ALL, DAYS, OPEN, type Query, remaining, without } from './task-address.ts';

/** The filters whose values are data: names, and what was typed. */
const DATA_CHIPS = ['q', 'unit', 'assigner', 'monitor', 'handler', 'directive'];

const CHIP_NAMES: Record<string, string> = {
  q: 'task.filter.q',
  unit: 'task.filter.unit',
  group: 'statistics.group',
  role: 'desk.filter.role',
  assigner: 'desk.filter.assigner',
  standing: 'task.filter.standing',
  state: 'task.filter.state',
  basis: 'task.filter.basis',
  directive: 'task.column.paper',
  monitor: 'task.monitor',
  handler: 'task.handler',
  waits: 'desk.filter.waits',
  dueFrom: 'task.filter.dueFrom',
  dueTo: 'task.filter.dueTo',
  assignedFrom: 'desk.filter.assignedFrom',
  assignedTo: 'desk.filter.assignedTo',
  carriedInto: 'desk.filter.carriedInto',
};
const ROLES: Record<string, string> = { lead: 'desk.role.lead', coordinating: 'desk.role.coordinating' };
const WAITS: Record<string, string> = {
  any: 'desk.waits.any',
  submitted: 'desk.submitted',
  declined: 'desk.declined',
  extension: 'desk.extensions',
};

function chipValue(visit: Visit, name: string, value: string, page: TaskPage): string {
  const { t } = visit;
  const { directory } = visit.house;
  switch (name) {
    case 'unit':
    case 'assigner':
      return directory.unit(value)?.name ?? value;
    case 'monitor':
    case 'handler':
      return directory.person(value)?.name ?? value;
    case 'standing':
      return value
        .split(',')
        .map((one) => t(`standing.${one}`))
        .join(', ');
    case 'state':
      if (value === OPEN) return t('task.filter.open');
      return value
        .split(',')
        .map((one) => t(`state.${one}`))
        .join(', ');
    case 'group':
      return hasWords(`group.${value}`) ? t(`group.${value}`) : value;
    case 'basis':
      return t(value === 'original' ? 'task.basis.original' : 'task.basis.current');
    case 'role':
      return t(ROLES[value] ?? value);
    case 'waits':
      return t(WAITS[value] ?? value);
    case 'directive':
      return page.rows[0]?.index.notation ?? value;
    default:
      return DAYS.some((day) => day === name) ? formatDay(value) : value;
  }
}

/** What is set, each with the way to the list without it; null when nothing is. */
export function chipsOf(visit: Visit, query: Query, page: TaskPage) {
  const set = Object.entries(query).filter(
    ([name, value]) => CHIP_NAMES[name] !== undefined && value !== ALL,
  );
  if (set.length === 0) return null;
  const chips = set.map(([name, value]) => {
    const shown = chipValue(visit, name, value, page);
    return {
      href: paths.tasks(remaining(without(query, name, 'cursor'))),
      text: visit.t('task.chip', { name: visit.t(CHIP_NAMES[name] ?? name), value: shown }),
      names: DATA_CHIPS.includes(name) ? [shown] : [],
    };
  });
  return { chips, clear: { href: paths.tasks({ state: ALL }), text: visit.t('task.list.everything') } };
}
