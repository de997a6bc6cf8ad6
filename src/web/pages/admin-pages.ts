import { fileURLToPath } from 'node:url';
import { isLate } from '../../app/job-table.ts';
import { NotFound } from '../../app/outcome.ts';
import { readJobs } from '../../app/read-jobs.ts';
import { addDays, type Day } from '../../domain/day.ts';
import { hasEnded, namesOf, type Unit } from '../../domain/unit.ts';
import { paths } from '../../paths.ts';
import { formatDay, formatMoment, formatNumber } from '../../present/format.ts';
import { scheduleWords } from '../../present/job-words.ts';
import { API_ROUTES } from '../api/api-routes.ts';
import { createPreview } from '../component-examples.ts';
import type { Page, PageRoute, Visit } from '../visit.ts';

async function jobsOf({ house, site, when, t }: Visit) {
  const jobs = await readJobs(house);
  const moment = (at: string | null) => (at === null ? t('admin.notYet') : formatMoment(at));
  return jobs.map((job) => {
    const late = isLate(job, job.endedAt, site.since, when.now);
    return {
      name: job.name,
      does: t(`job.${job.name}`),
      schedule: scheduleWords(job.schedule, t),
      last: moment(job.lastRun),
      next: moment(job.nextRun),
      standing: late
        ? { mark: '●', tone: 'bad', text: t('admin.jobLate') }
        : { mark: '✓', tone: 'good', text: t('admin.jobInTime') },
    };
  });
}

const PLAIN = { href: null, number: false, bar: null, tone: 'plain' as const };

function heading(text: string) {
  return { text, href: null, sorted: null, number: false, wide: false };
}

function cell(text: string, ...names: string[]) {
  return { text, names, ...PLAIN };
}

/** A change of a unit that was or will be: what, from which day on, and who succeeds it. */
type UnitEvent = { unit: Unit; what: string; names: string[]; from: Day; successors: readonly string[] };

function eventsOf(unit: Unit, { t, when }: Visit): UnitEvent[] {
  const names = namesOf(unit);
  const renamings = names.slice(1).map(({ name, from }, i): UnitEvent => {
    const before = names[i]?.name ?? '';
    const [key, said] = from > when.today ? ['unit.willRename', name] : ['unit.renamed', before];
    return { unit, what: t(key, { name: said }), names: [said], from, successors: [] };
  });
  if (unit.validTo === null) return renamings;
  const what = t(hasEnded(unit, when.today) ? 'unit.ended' : 'unit.endsOn');
  const from = addDays(unit.validTo, 1);
  return [...renamings, { unit, what, names: [], from, successors: unit.successors }];
}

/** The units that were renamed or end, the latest first; null while there are none. */
function unitTable(visit: Visit) {
  const { t, house } = visit;
  const nameOf = (code: string) => house.directory.unit(code)?.name ?? code;
  const events = house.directory.units().flatMap((unit) => eventsOf(unit, visit));
  if (events.length === 0) return null;
  const headings = ['statistics.unit', 'unit.change', 'unit.since', 'unit.successors'];
  return {
    id: 'changed-units',
    caption: t('unit.changes'),
    landscape: false,
    headings: headings.map((key) => heading(t(key))),
    rows: events
      .toSorted((a, b) => b.from.localeCompare(a.from))
      .map(({ unit, what, names, from, successors }) => ({
        head: unit.name,
        href: null,
        cells: [
          cell(what, ...names),
          cell(formatDay(from)),
          cell(successors.map(nameOf).join('; '), ...successors.map(nameOf)),
        ],
      })),
    foot: null,
  };
}

async function showAdmin(visit: Visit): Promise<Page> {
  const { t, house, language, site } = visit;
  const people = house.directory.people();
  const units = house.directory.units();
  const fact = (key: string, value: string) => ({ key: t(key), value, note: null, href: null, data: false });
  const rows = people.map((person) => {
    const unitNames = person.posts.map(({ unit }) => house.directory.unit(unit)?.name ?? unit);
    const posts = person.posts.map(({ role }, at) => `${t(`role.${role}`)}, ${unitNames[at]}`);
    const state = person.disabled
      ? 'admin.disabled'
      : person.passwordChangeNeeded
        ? 'admin.firstPassword'
        : 'admin.active';
    return {
      head: person.username,
      href: null,
      cells: [cell(person.name, person.name), cell(posts.join('; '), ...unitNames), cell(t(state))],
    };
  });
  const model = {
    jobs: await jobsOf(visit),
    units: unitTable(visit),
    facts: {
      items: [
        fact('admin.people', formatNumber(people.length, language)),
        fact('admin.units', formatNumber(units.length, language)),
        fact('admin.mail', t(site.mailOn ? 'admin.mailOn' : 'admin.mailOff')),
      ],
    },
    table: {
      id: 'people',
      caption: t('admin.people'),
      landscape: false,
      headings: ['account.username', 'admin.name', 'admin.posts', 'admin.state'].map((key) =>
        heading(t(key)),
      ),
      rows,
      foot: null,
    },
  };
  return { view: 'admin', title: t('frame.nav.admin'), place: 'admin', model };
}

const previewIn = createPreview(fileURLToPath(new URL('../../../views/', import.meta.url)));

async function showComponents(visit: Visit): Promise<Page> {
  if (visit.site.production) throw new NotFound();
  const components = previewIn(visit.language);
  return { view: 'components', title: visit.t('admin.components'), model: { components } };
}

async function showApiDocs(visit: Visit): Promise<Page> {
  const routes = API_ROUTES.map(({ method, path, summary, answers }) => ({
    method,
    address: `/api/v1${path}`,
    summary,
    statuses: Object.keys(answers).join(', '),
  }));
  return {
    view: 'api-docs',
    title: visit.t('admin.api'),
    model: { routes, description: '/api/v1/openapi.json' },
  };
}

export const ADMIN_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.admin(), permission: 'keepPeople', audit: null, handler: showAdmin },
  { method: 'GET', path: paths.components(), permission: 'anyone', audit: null, handler: showComponents },
  { method: 'GET', path: paths.apiDocs(), permission: 'anyone', audit: null, handler: showApiDocs },
];
