import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import Handlebars from 'handlebars';
import { paths } from './paths.ts';
import { formatNumber } from './present/format.ts';
import { type Language, type Translate, translator } from './present/words.ts';

/** What makes HTML from a model that has `frame.language` at its root; every field of a model must be given. */
export type Renderer = {
  /** A whole page: `views/pages/<name>.hbs` inside `views/layouts/page.hbs`. */
  page: (name: string, model: object) => string;
  component: (name: string, model: object) => string;
  /** The text of a mail, `views/mail/<name>.hbs`, in which nothing is escaped. */
  mail: (name: string, model: object) => string;
};

type Template = (model: object) => string;
type Options = Handlebars.HelperOptions & { name: string; loc?: { start: { line: number } } };

const TRANSLATORS: Record<Language, Translate> = { vi: translator('vi'), en: translator('en') };

const HELPERS = ['t', 'eq', 'not', 'number', 'path', 'concat', 'asset', 'dataLang', 'marked'];

/** What a helper lacks, to be thrown. */
function lackOf(values: readonly unknown[], { hash, name, loc }: Options): Error {
  const named = Object.keys(hash).find((each) => hash[each] === undefined);
  const what = named ?? `argument ${values.indexOf(undefined) + 1}`;
  return new Error(`{{${name}}} at line ${loc?.start.line ?? '?'}: ${what} is undefined`);
}

function languageOf(options: Options): Language {
  return options.data.root.frame.language;
}

/** Whether anything that a helper was given is undefined; asked for each call, so without a copy of it. */
function lacks(all: readonly unknown[], { hash }: Options): boolean {
  for (const value of all) if (value === undefined) return true;
  for (const name in hash) if (hash[name] === undefined) return true;
  return false;
}

/** Strict mode is blind in arguments of helpers, `if` and `each` included, so these look themselves. */
function checked(helper: (...args: never[]) => unknown) {
  return function (this: unknown, ...all: unknown[]): unknown {
    const options = all.at(-1) as Options;
    if (lacks(all, options)) throw lackOf(all, options);
    return Reflect.apply(helper, this, all);
  };
}

/** The names in a text of another language, each in an element that says they are Vietnamese. */
function marked(text: string, names: readonly string[]): string {
  const name = names.find((each) => each !== '' && text.includes(each));
  if (name === undefined) return Handlebars.escapeExpression(text);
  const at = text.indexOf(name);
  const [before, after] = [text.slice(0, at), text.slice(at + name.length)];
  const inside = `<span lang="vi">${Handlebars.escapeExpression(name)}</span>`;
  return `${marked(before, names)}${inside}${marked(after, names)}`;
}

function register(hbs: typeof Handlebars, asset: (name: string) => string): void {
  for (const name of ['if', 'unless', 'each', 'with']) {
    hbs.registerHelper(name, checked(hbs.helpers[name] as () => unknown));
  }
  const add = (name: string, helper: (...args: never[]) => unknown) =>
    hbs.registerHelper(name, checked(helper));
  add('t', (key: string, options: Options) => TRANSLATORS[languageOf(options)](key, options.hash));
  add('eq', (a: unknown, b: unknown) => a === b);
  add('not', (value: unknown) => !value);
  add('number', (value: number, options: Options) =>
    formatNumber(value, languageOf(options), options.hash['decimals']),
  );
  add('path', (name: keyof typeof paths, ...rest: unknown[]) =>
    Reflect.apply(paths[name] as () => string, null, rest.slice(0, -1)),
  );
  add('concat', (...parts: unknown[]) => parts.slice(0, -1).join(''));
  add('dataLang', (options: Options) =>
    languageOf(options) === 'vi' ? '' : new hbs.SafeString(' lang="vi"'),
  );
  add('marked', (text: string, names: string | readonly string[], options: Options) =>
    languageOf(options) === 'vi' ? text : new hbs.SafeString(marked(text, [names].flat())),
  );
  add('asset', (name: string) => asset(name));
}

function compile(hbs: typeof Handlebars, file: string, noEscape: boolean): Template {
  const source = readFileSync(file, 'utf8');
  if (/\bas\s+\|/.test(source)) throw new Error(`${file}: block parameters are not checked, so not used`);
  const knownHelpers = Object.fromEntries(HELPERS.map((name) => [name, true]));
  const options = { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true, noEscape };
  const spec: unknown = runInThisContext(`(${hbs.precompile(source, options)})`, { filename: file });
  return hbs.template(spec as TemplateSpecification);
}

/** The names of the views in a folder, without their ending. */
export function viewNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.slice(0, -'.hbs'.length));
}

function compileFolder(hbs: typeof Handlebars, folder: string, noEscape = false): Map<string, Template> {
  return new Map(
    viewNames(folder).map((name) => [name, compile(hbs, join(folder, `${name}.hbs`), noEscape)]),
  );
}

function run(templates: ReadonlyMap<string, Template>, name: string, model: object): string {
  const template = templates.get(name);
  if (template === undefined) throw new Error(`There is no view "${name}".`);
  try {
    return template(model);
  } catch (error) {
    throw new Error(`View "${name}": ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** Compiles all views at once; `asset` gives the address of a static file. Throws for a view that can't be. */
export function createRenderer(viewsDir: string, asset: (name: string) => string): Renderer {
  const hbs = Handlebars.create();
  register(hbs, asset);
  const components = compileFolder(hbs, join(viewsDir, 'components'));
  for (const [name, template] of components) hbs.registerPartial(name, template as Handlebars.Template);
  const layouts = compileFolder(hbs, join(viewsDir, 'layouts'));
  const pages = compileFolder(hbs, join(viewsDir, 'pages'));
  const mails = compileFolder(hbs, join(viewsDir, 'mail'), true);
  return {
    page: (name, model) => run(layouts, 'page', { ...model, body: run(pages, name, model) }),
    component: (name, model) => run(components, name, model),
    mail: (name, model) => run(mails, name, model),
  };
}
