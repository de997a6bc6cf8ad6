import { fileURLToPath } from 'node:url';
import { isLate } from '../../app/job-table.ts';
import { NotFound } from '../../app/outcome.ts';
import { readJobs } from '../../app/read-jobs.ts';
import { paths } from '../../paths.ts';
import { formatMoment, formatNumber } from '../../present/format.ts';
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

async function showAdmin(visit: Visit): Promise<Page> {
  const { t, house, language, site } = visit;
  const people = house.directory.people();
  const units = house.directory.units();
  const fact = (key: string, value: string) => ({ key: t(key), value, note: null, href: null, data: false });
  const heading = (key: string) => ({ text: t(key), href: null, sorted: null, number: false, wide: false });
  const plain = { href: null, number: false, bar: null, tone: 'plain' as const };
  const cell = (text: string, ...names: string[]) => ({ text, names, ...plain });
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
      headings: ['account.username', 'admin.name', 'admin.posts', 'admin.state'].map(heading),
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
