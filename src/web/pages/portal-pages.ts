import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvFile, type DocumentFile } from '../../app/documents.ts';
import {
  correctionsOf,
  editionBytes,
  portalJson,
  publishedEdition,
  publishedEditions,
} from '../../app/portal.ts';
import type { EditionRow } from '../../db/edition-store.ts';
import { keptScheme } from '../../domain/score-files.ts';
import { paths } from '../../paths.ts';
import { editionTitle, portalCsvRows, portalListModel, portalModel } from '../../present/portal-page.ts';
import type { Page, PageRoute, Raw, Visit } from '../visit.ts';

const PROGRAM = readFileSync(new URL('../../../tools/recompute.py', import.meta.url), 'utf8');

function nameOf({ house }: Visit, code: string): string {
  return house.directory.unit(code)?.name ?? code;
}

async function showList(visit: Visit): Promise<Page> {
  const { t, language, house } = visit;
  const items = await publishedEditions(house);
  const root = house.directory.units().find(({ parent }) => parent === null);
  const assigner = root?.name ?? '';
  const model = { ...portalListModel({ t, language }, items, assigner), assigner };
  const shared = { version: house.hash(items.map(({ sha256 }) => sha256).join()) };
  return { view: 'portal', title: t('portal.title'), model, shared };
}

function idOf({ params }: Visit): string {
  return params['id'] ?? '';
}

async function showEdition(visit: Visit): Promise<Page> {
  const { t, language, house } = visit;
  const row = await publishedEdition(house, idOf(visit));
  const corrections = await correctionsOf(house, row);
  const facts = { scheme: keptScheme(row), assigner: nameOf(visit, row.assigner), ...corrections };
  const model = portalModel({ t, language }, row, facts);
  const shared = { version: `${row.sha256}-${corrections.correctedBy?._id ?? 'last'}` };
  return { view: 'portal-edition', title: editionTitle({ t }, row), model, shared };
}

type Kept = { type: string; pieces: AsyncIterable<string> | Iterable<string> | DocumentFile['pieces'] };

/** What anyone may keep: told apart by its SHA-256, not sent again to whoever has it. */
function kept(sha256: string, { type, pieces }: Kept): Raw {
  return {
    status: 200,
    headers: {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
      ETag: `"${sha256}"`,
    },
    send: async (response) => {
      if (response.req.fresh) response.status(304).end();
      else await pipeline(Readable.from(pieces), response);
    },
  };
}

function file(given: (visit: Visit, row: EditionRow) => Kept) {
  return async (visit: Visit): Promise<Raw> => {
    const row = await publishedEdition(visit.house, idOf(visit));
    return kept(row.sha256, given(visit, row));
  };
}

function json(pieces: AsyncIterable<string> | Iterable<string>): Kept {
  return { type: 'application/json; charset=utf-8', pieces };
}

const FILES: readonly [path: string, handler: (visit: Visit) => Promise<Raw>][] = [
  [
    paths.portalProgram(),
    async ({ house }) =>
      kept(house.hash(PROGRAM), { type: 'text/x-python; charset=utf-8', pieces: [PROGRAM] }),
  ],
  [paths.portalJson(':id'), file(({ house }, row) => json(portalJson(house, row)))],
  [paths.portalScheme(':id'), file((_, { scheme }) => json([`${JSON.stringify(scheme, null, 2)}\n`]))],
  [paths.portalBytes(':id'), file(({ house }, row) => json(editionBytes(house, row)))],
  [paths.portalCsv(':id'), file((_, row) => csvFile(portalCsvRows(row)))],
];

/** What anyone may read without signing in: published editions, and all to count them again (docs/operations.md). */
export const PORTAL_PAGES: readonly PageRoute[] = [
  { method: 'GET', path: paths.portal(), permission: 'anyone', audit: null, handler: showList },
  ...FILES.map(
    ([path, handler]): PageRoute => ({ method: 'GET', path, permission: 'anyone', audit: null, handler }),
  ),
  {
    method: 'GET',
    path: paths.portalEdition(':id'),
    permission: 'anyone',
    audit: null,
    handler: showEdition,
  },
];
