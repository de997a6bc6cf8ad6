import type { Request, Response } from 'express';
import type { House } from '../app/house.ts';
import type { Identity } from '../app/identify.ts';
import type { Fault } from '../app/outcome.ts';
import type { When } from '../domain/day.ts';
import type { FileRef } from '../domain/event.ts';
import type { Place } from '../present/frame.ts';
import type { Language, Translate } from '../present/words.ts';
import type { Route, Site } from './route.ts';

/** What was typed into a form, by field name; a name given several times is a list. */
export type Form = Record<string, string | string[]>;

/** A file in memory, for the handler alone, or that it was larger than what is held. */
export type Held = Buffer | 'tooLarge';

/** One request for a page, with all that a handler needs. */
export type Visit = {
  site: Site;
  house: House;
  /** Throws Unauthenticated where nobody is signed in. */
  identity: () => Identity;
  signedIn: boolean;
  when: When;
  language: Language;
  t: Translate;
  params: Record<string, string>;
  query: Form;
  /** What was typed, and the files that came with it, already taken. */
  form: Form;
  files: readonly FileRef[];
  /** The file of a row that holds one, too large where it has more bytes than that; null when none came. */
  held: Held | null;
  /** Why the form is shown again: its faults, the state's refusal, or that somebody was faster. */
  faults: readonly Fault[];
  refused: string | null;
  conflict: boolean;
  address: string;
  /** The path and query asked for. */
  asked: string;
  request: Request;
};

/**
 * A page to show: which view, its title, and what it is filled with. A `shared` one is framed as for nobody, so that caches
 * may keep it, told apart by the version of what it shows.
 */
export type Page = {
  status?: number;
  view: string;
  title: string;
  place?: Place;
  model: object;
  shared?: { version: string };
};

/** A way on after something was done, with a sentence that the next page shows once; `names` is what of it is data. */
export type Redirect = {
  redirect: string;
  flash?: string;
  names?: readonly string[];
  cookie?: string | null;
  language?: Language;
};

/** An answer that is no page, such as a file. */
export type Raw = {
  status: number;
  headers: Record<string, string>;
  send: (response: Response) => Promise<void>;
};

export type PageAnswer = Page | Redirect | Raw;

/**
 * A row of the pages. A POST names the page on which its form stands (`show`), which is shown again, filled with what
 * was typed, when the form can't be taken, when somebody was faster, or when the session had ended meanwhile.
 */
export type PageRoute = Route<(visit: Visit) => Promise<PageAnswer>> & {
  show?: (visit: Visit) => Promise<Page>;
  /** How many bytes of a file are held in memory for the handler; without it what comes is kept as evidence. */
  holds?: number;
};

/** One value of a form or query, as text; the first of several, empty when it is missing. */
export function firstOf(form: Form, name: string): string {
  const value = form[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** All values of a name. */
export function allOf(form: Form, name: string): string[] {
  const value = form[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
