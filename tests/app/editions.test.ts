import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actOnTask } from '../../src/app/act-on-task.ts';
import { type Freezing, freezeRanking } from '../../src/app/freeze-ranking.ts';
import { Forbidden, NotFound } from '../../src/app/outcome.ts';
import { publishRanking, readRanking } from '../../src/app/read-ranking.ts';
import { recomputeRanking } from '../../src/app/recompute-ranking.ts';
import type { ActionName } from '../../src/domain/actions.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import type { Task } from '../../src/domain/task.ts';
import { fillPeriod } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { actOn } from '../support/papers.ts';

const run = promisify(execFile);
const CUTOFF = '2026-06-30';
const LATER = '2026-07-20';

let office: Office & { uri: string };
let tasks: Task[];

function act(task: Task, who: string, day: string, action: ActionName, fields = {}): Promise<Task> {
  return actOn(office, task, who, day, action, fields);
}

/** SNV, STC and STTTT have six tasks each, due on 31/3: SNV is in time, STC late, STTTT has not even begun. */
beforeAll(async () => {
  office = await openOffice();
  tasks = await fillPeriod(office);
}, 60_000);

afterAll(() => office.close());

function asked(more: Partial<Freezing> = {}): Freezing {
  return { assigner: '38', period: '2026-H1', cutoff: CUTOFF, scheme: DEFAULT_SCHEME, reason: null, ...more };
}

function freeze(more: Partial<Freezing> = {}, who = 'chanhvanphong', day = LATER) {
  return freezeRanking(office.house, asked(more), office.actor(who), on(day));
}

describe('a frozen ranking', () => {
  it('is what the live one was at the end of the day', async () => {
    const edition = await must(freeze());
    const query = { period: '2026-H1', asOf: CUTOFF };
    const live = await must(readRanking(office.house, query, office.actor('chutich'), on(LATER)));
    expect(edition.result).toEqual(publishRanking(live).items);
    expect(edition.result.find(({ unit }) => unit === 'SNV')).toMatchObject({ rank: 1, tasks: 6 });
    expect(edition).toMatchObject({ state: 'draft', facts: 18, seal: { number: 1 } });
  });

  it('numbers its editions, and replaces none that nobody but the Office has seen', async () => {
    const first = await must(freeze({ period: '2026-Q1' }));
    const second = await must(freeze({ period: '2026-Q1' }));
    expect([first.edition, first.replaces, second.edition, second.replaces]).toEqual([1, null, 2, null]);
  });

  it.each([
    ['vanphong', {}, Forbidden],
    ['snv.head', {}, Forbidden],
    ['384.chanhvanphong', {}, NotFound],
  ])('is refused to %s', async (who, more, kind) => {
    await expect(freeze(more, who)).rejects.toBeInstanceOf(kind);
  });

  it.each([
    ['a day to come', { cutoff: '2026-07-21' }, 'cutoff', 'dayAhead'],
    ['a day before the period', { cutoff: '2025-12-31' }, 'cutoff', 'cutoffBeforePeriod'],
    ['a period that is none', { period: '2026-Q5' }, 'period', 'notPeriod'],
  ])('is refused for %s', async (_, more, field, code) => {
    expect(await freeze(more)).toEqual({ ok: false, faults: [{ field, code }] });
  });
});

describe('an edition that is computed again', () => {
  it('has the same bytes, whatever happened after its cutoff', async () => {
    const edition = await must(freeze());
    for (const [i, task] of tasks.entries()) {
      if (task.lead === 'SNV')
        tasks[i] = await act(task, 'chanhvanphong', '2026-07-21', 'return', { reason: 'x' });
      if (task.lead === 'STC') tasks[i] = await act(task, 'chanhvanphong', '2026-07-21', 'verify');
    }
    const recomputed = await recomputeRanking(office.house, edition._id);
    expect(recomputed).toEqual({
      id: edition._id,
      sha256: edition.sha256,
      fromLedger: edition.sha256,
      kept: edition.sha256,
      same: true,
    });
  });

  it('has the same bytes, frozen in the middle of a day on which more happened', async () => {
    const edition = await must(freeze({ cutoff: '2026-08-03' }, 'chanhvanphong', '2026-08-03'));
    const open = tasks.find(({ lead }) => lead === 'STTTT')!;
    const evening = { now: '2026-08-03T09:00:00.000Z', today: '2026-08-03' };
    const fields = { action: 'acknowledge' as const, version: open.version, fields: {} };
    await must(actOnTask(office.house, open.id, fields, office.actor('stttt.clerk'), evening));
    expect(edition.until).toBe('2026-08-03T05:00:00.000Z');
    expect((await recomputeRanking(office.house, edition._id)).same).toBe(true);
  });

  it.each([
    ['that day', '2026-08-05', '2026-08-05', '2026-08-05T04:59:59.000Z'],
    ['the day after', '2026-08-06', '2026-08-07', '2026-08-06T16:59:59.000Z'],
  ])('frozen %s has the same bytes, though what was asked for before was written after', async (...row) => {
    const [, cutoff, frozenOn, moment] = row;
    const at = tasks.findLastIndex(({ lead, state }) => lead === 'STTTT' && state === 'assigned');
    const late = { now: moment, today: cutoff };
    const send = (task: Task, action: 'acknowledge' | 'submit', fields: Record<string, unknown>) => {
      const sent = { action, version: task.version, fields };
      return must(actOnTask(office.house, task.id, sent, office.actor('stttt.clerk'), late));
    };
    const seen = await send(tasks[at]!, 'acknowledge', {});
    const edition = await must(freeze({ cutoff }, 'chanhvanphong', frozenOn));
    expect(edition.seen).toEqual([{ task: seen.id, seq: seen.version }]);
    const result = { notation: '1/BC-STTTT', issuedOn: cutoff };
    tasks[at] = await send(seen, 'submit', { text: 'Xong', result });
    expect(await recomputeRanking(office.house, edition._id)).toMatchObject({
      same: true,
      fromLedger: edition.sha256,
    });
    const anew = await must(freeze({ cutoff }, 'chanhvanphong', '2026-08-08'));
    expect(anew.seen).toEqual([{ task: seen.id, seq: seen.version + 1 }]);
  });

  describe('says so when somebody has altered', () => {
    let id: string;
    const collection = (name: string) => office.house.connection.collection(name);
    beforeEach(async () => {
      id = (await must(freeze()))._id;
    });

    it.each([
      [
        'a fact',
        () => collection('editionFacts').updateOne({ edition: id }, { $set: { 'facts.0.points': 1 } }),
      ],
      [
        'a rank',
        () => collection('editions').updateOne({ _id: id as never }, { $set: { 'result.0.rank': 9 } }),
      ],
      [
        'the scheme',
        () => collection('editions').updateOne({ _id: id as never }, { $set: { 'scheme.kappa': 11 } }),
      ],
    ])('%s', async (_, alter) => {
      await alter();
      expect((await recomputeRanking(office.house, id)).same).toBe(false);
    });
  });
});

describe('what an edition gives away', () => {
  it('has the SHA-256 that it names, and a second implementation reaches the same rows', async () => {
    const edition = await must(freeze());
    const directory = await mkdtemp(join(tmpdir(), 'dondoc-edition-'));
    try {
      const dondoc = (...words: string[]) =>
        run(process.execPath, ['src/cli.ts', ...words], {
          env: { PATH: process.env['PATH'], MONGODB_URI: office.uri, DATA_DIR: directory },
        });
      await dondoc('ranking', 'export', edition._id, directory);
      const bytes = await readFile(join(directory, 'edition.json'));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(edition.sha256);
      const files = ['facts.json', 'scheme.json'].map((name) => join(directory, name));
      const result = JSON.parse(await readFile(join(directory, 'result.json'), 'utf8'));
      const scored = await dondoc('ranking', 'score', ...files, '--json');
      expect(JSON.parse(scored.stdout)).toEqual(result);
      const second = await run('python3', ['tools/recompute.py', ...files]);
      expect(JSON.parse(second.stdout)).toEqual(result);
      const again = await dondoc('ranking', 'recompute', edition._id, '--json');
      expect(JSON.parse(again.stdout)).toMatchObject({ same: true });
      await collectionOf('editions').updateOne(
        { _id: edition._id as never },
        { $set: { cutoff: '2026-06-29' } },
      );
      await expect(dondoc('ranking', 'recompute', edition._id)).rejects.toMatchObject({ code: 1 });
    } finally {
      await rm(directory, { recursive: true });
    }
  }, 60_000);
});

function collectionOf(name: string) {
  return office.house.connection.collection(name);
}
