import { describe, expect, it } from 'vitest';
import { type Import, type SourceFile, sourceFile, sourceFiles } from './support/source-files.ts';

/** What the files of one layer may import: places of this house, packages, and whether Node's own parts. */
type Layer = {
  name: string;
  files: RegExp;
  may: RegExp;
  /** Places of which only types may be imported. */
  mayAsTypes?: RegExp;
  packages: RegExp;
  node: boolean;
  reason: string;
};

const GROUND = 'src/(config|config-variables|clock|log|paths)\\.ts';
const NONE = /^$/;
const ANY = /./;

/** The table of docs/architecture.md, a row per layer; the first row that a file fits is its own. */
const LAYERS: readonly Layer[] = [
  {
    name: 'domain',
    files: /^src\/domain\//,
    may: /^src\/domain\//,
    packages: NONE,
    node: false,
    reason: 'rules are pure: the same on any machine, at any time, tried without any other part',
  },
  {
    name: 'db',
    files: /^src\/db\//,
    may: new RegExp(`^(src/(db|domain)/|${GROUND}$)`),
    packages: /^(mongoose|mongodb|mongodb-memory-server-core)(\/|$)/,
    node: true,
    reason: 'stores keep and find what they are given; they know rules, but neither use cases nor pages',
  },
  {
    name: 'delivery',
    files: /^src\/delivery\//,
    may: new RegExp(`^(src/(delivery|domain)/|${GROUND}$)`),
    packages: /^nodemailer$/,
    node: true,
    reason: 'a channel sends what it is given; who is owed what is decided elsewhere',
  },
  {
    name: 'documents',
    files: /^src\/documents\//,
    may: new RegExp(`^(src/(documents|domain)/|${GROUND}$)`),
    packages: /^(pdfmake|docx|fflate|yauzl|sax|echarts\/(core|charts|components|renderers))$/,
    node: true,
    reason: 'readers and writers of papers know their format and the rules, and nothing of who asks',
  },
  {
    name: 'app',
    files: /^src\/app\//,
    may: new RegExp(`^(src/(app|domain|db|delivery|documents)/|${GROUND}$)`),
    packages: /^(zod|jsonwebtoken|file-type)$/,
    mayAsTypes: /^(mongoose|mongodb)$/,
    node: true,
    reason: 'a use case is the same from page, API, job and command line, so it knows none of them',
  },
  {
    name: 'present',
    files: /^src\/present\//,
    may: /^src\/(present\/|domain\/|paths\.ts$)/,
    mayAsTypes: /^src\/(db|documents)\//,
    packages: NONE,
    node: false,
    reason: 'a view model is a pure function of rows: it reads nothing, so a test needs nothing',
  },
  {
    name: 'web',
    files: /^src\/web\//,
    may: new RegExp(
      `^(src/(web|domain|app|present)/|src/render\\.ts$|src/db/[a-z-]+-queries\\.ts$|${GROUND}$)`,
    ),
    mayAsTypes: /^src\/db\//,
    packages: /^(express|helmet|compression|busboy|zod|prom-client)$/,
    node: true,
    reason: 'a handler calls a use case or a query; whoever reaches past them skips who may and what is kept',
  },
  {
    name: 'render',
    files: /^src\/render\.ts$/,
    may: new RegExp(`^(src/present/|${GROUND}$)`),
    packages: /^handlebars$/,
    node: true,
    reason: 'the renderer turns a view model into text, whatever page it is for',
  },
  {
    name: 'jobs',
    files: /^jobs\//,
    may: new RegExp(`^(jobs/|src/app/|${GROUND}$)`),
    mayAsTypes: /^src\/(db|domain)\//,
    packages: /^(agenda|@agendajs\/mongo-backend)$/,
    node: true,
    reason: 'a job is a name, a schedule and one use case, so that it can run by hand as well',
  },
  {
    name: 'ground',
    files: new RegExp(`^${GROUND}$`),
    may: new RegExp(`^(${GROUND}|src/domain/day\\.ts)$`),
    packages: /^(pino|zod)$/,
    node: true,
    reason: 'everything stands on these, so they stand on nothing',
  },
  {
    name: 'entrance',
    files: /^(src\/(main|cli|open-delivery)\.ts|src\/cli\/.*|seed\/.*|bench\/.*)$/,
    may: ANY,
    packages: ANY,
    node: true,
    reason: 'entrances put the parts together',
  },
];

function isAllowed(layer: Layer, { from, typesOnly }: Import): boolean {
  if (typesOnly && layer.mayAsTypes?.test(from)) return true;
  if (from.startsWith('node:')) return layer.node;
  const ofThisHouse = /^(src|jobs|seed|bench|tests|views|tools)\//.test(from);
  return (ofThisHouse ? layer.may : layer.packages).test(from);
}

/** What a file imports against the table, each with the reason of its layer. */
function strayImports(file: SourceFile): string[] {
  const layer = LAYERS.find(({ files }) => files.test(file.path));
  if (layer === undefined) return [`${file.path} is in no layer: name it in the table`];
  return file.imports
    .filter((one) => !isAllowed(layer, one))
    .map(({ from }) => `${file.path} imports ${from}, but ${layer.reason}`);
}

/** Words that only some files may use. */
type Ban = { what: string; pattern: RegExp; but: RegExp; reason: string };

const BANS: readonly Ban[] = [
  {
    what: 'the wall clock',
    pattern: /\bnew Date\(\s*\)|\bDate\.now\b|\bDate\(\s*\)|\bTemporal\.Now\b/,
    but: /^src\/clock\.ts$/,
    reason: 'what a day means is told by `when`, so that a test, a late job and CLOCK agree',
  },
  {
    what: 'the environment',
    pattern: /\bprocess\.env\b/,
    but: /^(src\/(config|main|cli)\.ts|seed\/|bench\/)/,
    reason: 'a setting that config.ts does not read is neither checked nor named among the faults',
  },
  {
    what: 'chance in a rule',
    pattern: /\bMath\.random\b|\brandomUUID\b|\bcrypto\b/,
    but: /^(?!src\/domain\/)/,
    reason: 'a rule gives the same for the same, or nobody can recompute it',
  },
  {
    what: 'a class that is no error',
    pattern: /\bclass\s+\w+\b(?!\s+extends\s+(\w*Error)\b)[^\n]*\{/,
    but: NONE,
    reason: 'functions and plain objects are enough, and easier to follow',
  },
  {
    what: 'a default export',
    pattern: /^export default\b/m,
    but: NONE,
    reason: 'a thing has one name, the same wherever it is used',
  },
  {
    what: 'a type that says nothing, or a check switched off',
    pattern: /:\s*any\b|\bas any\b|<any>|@ts-(ignore|nocheck|expect-error)|biome-ignore/,
    but: NONE,
    reason: 'what is not known is `unknown`, and is looked at before it is used',
  },
  {
    what: 'an export of everything',
    pattern: /^export \* from/m,
    but: NONE,
    reason: 'a file is imported by its own name, so that one sees who needs what',
  },
  {
    what: 'the global connection',
    pattern: /\bmongoose\.(connect|model|connection)\b/,
    but: NONE,
    reason: 'two databases in one process (tests, commands) would share it',
  },
];

function uses(file: SourceFile, { pattern, but, reason }: Ban): string[] {
  const found = but.test(file.path) ? null : pattern.exec(file.code);
  return found === null ? [] : [`${file.path} has “${found[0].trim()}”, but ${reason}`];
}

const HOUSE = sourceFiles('src', 'jobs', 'seed');
const TESTS = sourceFiles('tests').filter(({ path }) => path !== 'tests/architecture.test.ts');

describe('the layers of the house', () => {
  it.each(LAYERS.map((layer) => [layer.name, layer] as const))('%s imports only what it may', (_, layer) => {
    expect(HOUSE.filter(({ path }) => layer.files.test(path)).flatMap(strayImports)).toEqual([]);
  });

  it('have a place for every file', () => {
    const homeless = HOUSE.filter(({ path }) => !LAYERS.some(({ files }) => files.test(path)));
    expect(homeless.map(({ path }) => path)).toEqual([]);
  });
});

describe('in the house', () => {
  it.each(BANS.map((ban) => [ban.what, ban] as const))('%s is only where it belongs', (_, ban) => {
    expect(HOUSE.flatMap((file) => uses(file, ban))).toEqual([]);
  });

  it('files are named in kebab-case', () => {
    const odd = [...HOUSE, ...TESTS].filter(({ path }) => !/^([a-z0-9]+[-./])*[a-z0-9]+\.ts$/.test(path));
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});

describe('tests', () => {
  it('run in full, against real parts, on real time', () => {
    const shortcut = /\.(only|skip|todo)\(|\bvi\.(mock|useFakeTimers|stubGlobal|stubEnv)\b|\bretry:/;
    expect(TESTS.filter(({ code }) => shortcut.test(code)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the table of layers', () => {
  it.each([
    ['src/domain/a.ts', "import { readFile } from 'node:fs/promises';"],
    ['src/domain/a.ts', "import { z } from 'zod';"],
    ['src/domain/a.ts', "import { log } from '../log.ts';"],
    ['src/domain/a.ts', "export { log } from '../log.ts';"],
    ['src/db/a.ts', "import { act } from '../app/act.ts';"],
    ['src/app/a.ts', "import express from 'express';"],
    ['src/app/a.ts', "import mongoose from 'mongoose';"],
    ['src/present/a.ts', "import { findTask, type TaskRow } from '../db/task-store.ts';"],
    ['src/present/a.ts', "const a = await import('../db/task-store.ts');"],
    ['src/web/a.ts', "import mongoose from 'mongoose';"],
    ['src/web/a.ts', "import {\n  findTask,\n} from '../db/task-store.ts';"],
    ['jobs/a.ts', "import { findTask } from '../src/db/task-store.ts';"],
    ['src/clock.ts', "import { act } from './app/act.ts';"],
    ['src/lost/a.ts', "import { act } from '../app/act.ts';"],
  ])('refuses in %s: %s', (path, text) => {
    expect(strayImports(sourceFile(path, text))).toHaveLength(1);
  });

  it.each([
    ['src/domain/a.ts', "import type { Day } from './day.ts';"],
    ['src/present/a.ts', "import type { TaskRow } from '../db/task-store.ts';"],
    ['src/present/a.ts', "import { type TaskRow } from '../db/task-store.ts';"],
    ['src/web/a.ts', "import { findTasks } from '../db/task-queries.ts';"],
    ['src/app/a.ts', "import type { Connection } from 'mongoose';"],
    ['src/main.ts', "import mongoose from 'mongoose';"],
    ['src/domain/a.ts', "// import { z } from 'zod';\n/* import { z } from 'zod'; */"],
  ])('takes in %s: %s', (path, text) => {
    expect(strayImports(sourceFile(path, text))).toEqual([]);
  });
});

describe('the bans', () => {
  it.each([
    ['the wall clock', 'const now = new Date();'],
    ['the wall clock', 'const now = Temporal.Now.instant();'],
    ['the environment', 'const { PORT } = process.env;'],
    ['chance in a rule', 'const a = Math.random();'],
    ['a class that is no error', 'export class TaskManager {}'],
    ['a default export', 'export default function a() {}'],
    ['a type that says nothing, or a check switched off', 'const a = b as any;'],
    ['an export of everything', "export * from './a.ts';"],
    ['the global connection', 'await mongoose.connect(uri);'],
  ])('see %s in: %s', (what, text) => {
    const ban = BANS.find((one) => one.what === what);
    expect(ban === undefined ? [] : uses(sourceFile('src/domain/a.ts', text), ban)).toHaveLength(1);
  });

  it('let errors be classes and measured durations be', () => {
    const file = sourceFile('src/db/a.ts', 'class Stale extends Error {}\nconst start = performance.now();');
    expect(BANS.flatMap((ban) => uses(file, ban))).toEqual([]);
  });
});
