import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACTION_NAMES } from '../../src/domain/actions.ts';
import { ROLES } from '../../src/domain/post.ts';
import { STANDINGS } from '../../src/domain/standing.ts';
import { OPEN_STATES } from '../../src/domain/task.ts';
import { UNIT_KINDS } from '../../src/domain/unit.ts';
import { AREAS } from '../../src/present/words/index.ts';
import { translator } from '../../src/present/words.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Keys that the code composes from data, by what they start with, and from which data. */
const COMPOSED: Record<string, string> = {
  'action.': 'names of actions (domain/actions.ts)',
  'cause.': 'causes of extensions (domain/task.ts)',
  'count.days.': 'one or other, by the count (present/count-words.ts)',
  'count.workingDays.': 'one or other, by the count (present/count-words.ts)',
  'account.': 'labels of the password form (web/pages/account-pages.ts)',
  'backup.': 'why a backup is not written or restored (app/backup.ts)',
  'directive.filter.': 'what the list of papers is narrowed to (web/pages/directives-pages.ts)',
  'edition.course.': 'states of editions (domain/edition.ts)',
  'edition.done.': 'steps of editions (domain/edition-course.ts)',
  'edition.state.': 'states of editions (domain/edition.ts)',
  'edition.step.': 'steps of editions (domain/edition-course.ts)',
  'edition.verdict.': 'what may be decided on a dispute (domain/dispute.ts)',
  'edition.will.': 'steps of editions (domain/edition-course.ts)',
  'error.': 'statuses of error pages (web/serve-pages.ts)',
  'event.': 'types of events (domain/event.ts)',
  'fault.': 'codes of faults at fields (contract.md, "HTTP interface")',
  'figure.row.': 'what comes of a row of a workbook (present/figures-import.ts)',
  'group.': 'peer groups (design.md, section 5)',
  'job.': 'names of jobs (app/job-table.ts)',
  'kind.': 'kinds of units (domain/unit.ts)',
  'label.': 'names of fields (app/fields.ts)',
  'notice.': 'types of events that tell somebody (domain/notices.ts)',
  'policy.rule.': 'rules of a policy (present/policy-page.ts)',
  'problem.': 'codes of problems (contract.md, "HTTP interface")',
  'question.': 'names of questions (domain/questions.ts)',
  'reminder.': 'rungs of reminding (domain/reminders.ts)',
  'refusal.': 'codes of refusals (domain/decide.ts)',
  'role.': 'roles (domain/post.ts)',
  'scheme.field.': 'numbers of a scheme (domain/scheme.ts)',
  'score.flaw.': 'flaws of schemes (domain/scheme.ts)',
  'score.scheme.': 'schemes that are shipped (domain/shipped-schemes.ts)',
  'standing.': 'standings (domain/standing.ts)',
  'state.': 'states (domain/task.ts)',
  'task.column.': 'columns of lists (present/task-page.ts)',
  'time.': 'what a task waits for (present/standing-words.ts)',
  'unit.kind.': 'how units end (domain/unit.ts)',
  'weekday.': 'days of the week, 1 to 7 (present/format.ts)',
};

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|hbs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

const SOURCES = ['src', 'views', 'jobs']
  .filter((folder) => readdirSync(ROOT).includes(folder))
  .flatMap(filesUnder)
  .map((file) => readFileSync(file, 'utf8'));
const CODE = SOURCES.join('\n');

const VI = new Map(AREAS.flatMap((area) => Object.entries(area.vi)));
const EN = new Map(AREAS.flatMap((area) => Object.entries(area.en)));

function placesOf(text: string | undefined): string[] {
  return [...new Set((text ?? '').match(/\{\w+\}/g) ?? [])].sort();
}

function allMatches(pattern: RegExp): string[] {
  return [...new Set([...CODE.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

describe('words', () => {
  it('stand in both languages, in the same area', () => {
    const uneven = AREAS.flatMap(({ vi, en }) => [
      ...Object.keys(vi).filter((key) => !(key in en)),
      ...Object.keys(en).filter((key) => !(key in vi)),
    ]);
    expect(uneven).toEqual([]);
  });

  it('have the same places to fill in both languages', () => {
    const uneven = [...VI.keys()].filter(
      (key) => placesOf(VI.get(key)).join() !== placesOf(EN.get(key)).join(),
    );
    expect(uneven).toEqual([]);
  });

  it('are there for every key that is written out', () => {
    const written = allMatches(/[^\w.]t\(?\s*['"]([\w.]+)['"]/g);
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter((key) => !VI.has(key))).toEqual([]);
  });

  it('are composed only under documented beginnings', () => {
    const beginnings = allMatches(/[^\w.]t\(\s*`([\w.]+\.)[^`]*\$\{/g);
    expect(
      beginnings.filter((beginning) => !Object.keys(COMPOSED).some((b) => beginning.startsWith(b))),
    ).toEqual([]);
  });

  it('are all used', () => {
    const literals = new Set(allMatches(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/g));
    const unused = [...VI.keys()].filter(
      (key) => !literals.has(key) && !Object.keys(COMPOSED).some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it('that are composed end in a word that some data gives', () => {
    const inCode = new Set(CODE.match(/\w+/g));
    const ending = (key: string) => (key.split('.').at(-1) ?? '').replace(/Today$/, '');
    expect([...VI.keys()].filter((key) => !inCode.has(ending(key)))).toEqual([]);
  });
});

describe('names', () => {
  it.each([
    ['action.', ACTION_NAMES],
    ['role.', ROLES],
    ['standing.', STANDINGS],
    ['state.', [...OPEN_STATES, 'verified', 'recalled', 'discontinued']],
    ['kind.', UNIT_KINDS],
    ['weekday.', ['1', '2', '3', '4', '5', '6', '7']],
  ])('of %s are those of the domain, all and no others', (beginning, names) => {
    const keys = [...VI.keys()].filter((key) => key.startsWith(beginning));
    expect(keys.sort()).toEqual(names.map((name) => `${beginning}${name}`).sort());
  });
});

describe('a translator', () => {
  it('fills the places of the words', () => {
    expect(translator('vi')('fault.tooLong', { most: 500 })).toBe('Viết ngắn lại, nhiều nhất 500 ký tự.');
    expect(translator('en')('fault.tooLong', { most: 500 })).toBe('Shorten this to at most 500 characters.');
  });

  it('says one or many as the number is', () => {
    const words = ['1', '2', '1,000'].map((n) => translator('en')('directive.total', { n }));
    expect(words).toEqual(['1 directive', '2 directives', '1,000 directives']);
  });

  it('throws for a key without words', () => {
    expect(() => translator('vi')('nothing.here')).toThrow('nothing.here');
  });

  it('throws for a place that nothing fills', () => {
    expect(() => translator('vi')('fault.tooLong')).toThrow('most');
  });
});
