import type { House } from '../app/house.ts';
import type { Config } from '../config.ts';
import type { When } from '../domain/day.ts';
import type { Actor } from '../domain/post.ts';
import type { Translate } from '../present/words.ts';

/** A command refused, with the sentence that says why (exit code 1). */
export class Refused extends Error {}

/** A command that was called wrongly (exit code 2). */
export class Usage extends Error {}

/** What a command is given: its words, its options, and the house on the program's database. */
export type Given = {
  words: string[];
  options: Record<string, string[]>;
  flags: ReadonlySet<string>;
  house: House;
  when: When;
  config: Config;
  t: Translate;
};

/** What a command says: the lines for people, and the one document for `--json`. */
export type Said = { lines: string[]; json: unknown; exit?: 0 | 1 };

/** A row of the command line: the words it begins with, its usage, and what it does. */
export type CommandRow = {
  name: string;
  usage: string;
  /** Options that take a value, and flags that don't; `any` takes whatever field is named. */
  options: readonly string[] | 'any';
  flags: readonly string[];
  /** How many words follow the name. */
  words: number;
  run: (given: Given) => Promise<Said>;
};

/** The one value of an option; throws Usage when it is missing. */
export function needed(given: Pick<Given, 'options'>, name: string): string {
  const value = given.options[name]?.[0];
  if (value === undefined) throw new Usage(`--${name} is missing`);
  return value;
}

/** The one value of an option, null without one. */
export function optional(given: Pick<Given, 'options'>, name: string): string | null {
  return given.options[name]?.[0] ?? null;
}

/** Who acts: the person that `--as` names, in all posts. */
export function actorOf(given: Given): Actor {
  const username = needed(given, 'as');
  const person = given.house.directory.person(username);
  if (person === undefined || person.disabled) throw new Refused(given.t('fault.noSuchPerson'));
  return { username, name: person.name, posts: person.posts };
}
