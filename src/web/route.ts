import type { Request, Response } from 'express';
import type { House } from '../app/house.ts';
import type { Identity } from '../app/identify.ts';
import type { Moment, When } from '../domain/day.ts';
import type { Permission } from '../domain/permission.ts';
import type { Language, Translate } from '../present/words.ts';

/** What the program is, for every request: the house, the clock, and what it was started with. */
export type Site = {
  house: House;
  when: () => When;
  /** When this process began to serve. */
  since: Moment;
  /** The address people use, null when it was not configured. */
  baseUrl: string | null;
  allowHttp: boolean;
  production: boolean;
  mailOn: boolean;
  demo: boolean;
};

/** One request to the HTTP interface, with all that a handler needs and nothing of Express but the raw pair. */
export type Call = {
  site: Site;
  house: House;
  /** Throws Unauthenticated where nobody is signed in. */
  identity: () => Identity;
  when: When;
  language: Language;
  t: Translate;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  /** What the row's own look at the address found, for its handler. */
  seen: unknown;
  address: string;
  request: Request;
};

/** What a handler answers: JSON, nothing, or a way to write the answer itself (a file). */
export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  send?: (response: Response) => Promise<void>;
};

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Who may come in at all: anyone, whoever is signed in, or who holds a permission of the one table. */
export type Entrance = 'anyone' | 'signedIn' | Permission;

/** A row of the routes: nothing else registers one. `audit` names in the log what was done; null for reading. */
export type Route<H> = {
  method: Method;
  path: string;
  permission: Entrance;
  audit: string | null;
  handler: H;
};
