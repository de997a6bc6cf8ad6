import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countEdition } from '../app/count-edition.ts';
import { freezeRanking } from '../app/freeze-ranking.ts';
import { rankingWithLines } from '../app/read-ranking.ts';
import { readEdition, recomputeRanking } from '../app/recompute-ranking.ts';
import { streamEditionFacts } from '../db/edition-store.ts';
import { publicAdjustment } from '../domain/edition.ts';
import type { Scheme } from '../domain/scheme.ts';
import { schemeFrom, scoreFiles } from '../domain/score-files.ts';
import { valueOrRefused } from './answer.ts';
import { actorOf, type CommandRow, type Given, needed, optional, Refused, type Said } from './command.ts';

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new Refused(error.message);
  });
}

function rootOf({ house }: Given): string {
  return house.directory.units().find((unit) => unit.parent === null)?.code ?? '';
}

async function readScheme(file: string): Promise<Scheme> {
  const read = schemeFrom(await readText(file));
  if (read.ok) return read.scheme;
  throw new Refused(read.faults.map(({ field, code }) => `${field}: ${code}`).join('\n'));
}

async function show(given: Given): Promise<Said> {
  const file = optional(given, 'scheme');
  const own = file === null ? {} : { scheme: await readScheme(file) };
  const asked = {
    period: needed(given, 'period'),
    assigner: optional(given, 'assigner') ?? rootOf(given),
    group: optional(given, 'group'),
    asOf: optional(given, 'as-of'),
    ...own,
  };
  const json = valueOrRefused(await rankingWithLines(given.house, asked, given.when), given.t);
  return {
    json,
    lines: json.items.map((row) =>
      [row.group ?? '–', row.rank ?? '–', row.unit, row.score ?? '–'].join('\t'),
    ),
  };
}

async function scoreThem(given: Given): Promise<Said> {
  const [facts = '', scheme = ''] = given.words;
  const scored = scoreFiles(await readText(facts), await readText(scheme));
  if (!scored.ok)
    throw new Refused(
      scored.faults.map(({ field, code }) => `${field}: ${given.t(`fault.${code}`)}`).join('\n'),
    );
  const lines = scored.items.map((row) =>
    [row.group ?? '–', row.rank ?? '–', row.unit, row.score ?? '–'].join('\t'),
  );
  return { json: { items: scored.items }, lines };
}

async function freeze(given: Given): Promise<Said> {
  const actor = actorOf(given);
  const file = optional(given, 'scheme');
  const asked = {
    assigner:
      optional(given, 'assigner') ??
      actor.posts.find(({ role }) => role === 'officeHead')?.unit ??
      rootOf(given),
    period: needed(given, 'period'),
    cutoff: needed(given, 'cutoff'),
    reason: optional(given, 'reason'),
    scheme: file === null ? null : await readScheme(file),
  };
  const edition = valueOrRefused(await freezeRanking(given.house, asked, actor, given.when), given.t);
  const json = { id: edition._id, sha256: edition.sha256 };
  return { json, lines: [json.id, json.sha256] };
}

async function recompute(given: Given): Promise<Said> {
  const json = await recomputeRanking(given.house, given.words[0] ?? '');
  if (json.same) return { json, lines: [`OK: ${json.sha256}`] };
  console.error(
    given.t('cli.recompute.differs', { frozen: json.sha256, ledger: json.fromLedger, kept: json.kept }),
  );
  return { json, lines: [], exit: 1 };
}

/** Writes pieces of text to a file as they come, waiting where the disk is slower. */
async function writing(
  file: string,
  write: (put: (piece: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const stream = createWriteStream(file);
  await write(async (piece) => {
    if (!stream.write(piece)) await once(stream, 'drain');
  });
  stream.end();
  await once(stream, 'close');
}

/** `facts.json`, `scheme.json`, `result.json`, and `edition.json`, whose bytes are those that the SHA-256 is of. */
async function exportThem(given: Given): Promise<Said> {
  const [id = '', directory = ''] = given.words;
  const edition = await readEdition(given.house, id);
  await mkdir(directory, { recursive: true });
  const facts = () => streamEditionFacts(given.house.connection, id);
  const json = (name: string, value: unknown) =>
    writeFile(join(directory, name), `${JSON.stringify(value, null, 2)}\n`);
  await json('scheme.json', edition.scheme);
  await json('result.json', { items: edition.result });
  await writing(join(directory, 'facts.json'), async (put) => {
    await put(`{"units":${JSON.stringify(edition.units)},"facts":[`);
    let first = true;
    for await (const part of facts()) {
      await put(`${first ? '' : ','}${part.map((fact) => JSON.stringify(fact)).join(',\n')}`);
      first = false;
    }
    await put(`],"adjustments":${JSON.stringify(edition.adjustments.map(publicAdjustment))}}\n`);
  });
  await writing(join(directory, 'edition.json'), async (put) => {
    await countEdition(edition, facts(), { text: put });
  });
  const names = ['facts.json', 'scheme.json', 'result.json', 'edition.json'];
  return {
    json: { id, sha256: edition.sha256, files: names },
    lines: names.map((name) => join(directory, name)),
  };
}

/** The ranking shown, scored from files, frozen, counted again and given away. */
export const RANKING_COMMANDS: readonly CommandRow[] = [
  {
    name: 'ranking show',
    usage: '--period P [--assigner CODE] [--group G] [--as-of DAY] [--scheme FILE]',
    words: 0,
    options: ['period', 'assigner', 'group', 'as-of', 'scheme'],
    flags: [],
    run: show,
  },
  { name: 'ranking score', usage: 'FACTS SCHEME', words: 2, options: [], flags: [], run: scoreThem },
  {
    name: 'ranking freeze',
    usage: '--period P --cutoff DAY --as U [--assigner CODE] [--scheme FILE] [--reason R]',
    words: 0,
    options: ['period', 'cutoff', 'as', 'assigner', 'scheme', 'reason'],
    flags: [],
    run: freeze,
  },
  { name: 'ranking recompute', usage: 'EDITION', words: 1, options: [], flags: [], run: recompute },
  { name: 'ranking export', usage: 'EDITION DIR', words: 2, options: [], flags: [], run: exportThem },
];
