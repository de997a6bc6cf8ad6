import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actOnScheme } from '../../src/app/approve-scheme.ts';
import { changeScheme, draftScheme } from '../../src/app/draft-scheme.ts';
import { readRanking } from '../../src/app/read-ranking.ts';
import { schemeInForce } from '../../src/app/scheme-in-force.ts';
import { listSchemes, seeScheme } from '../../src/app/see-scheme.ts';
import type { SchemeRow } from '../../src/db/scheme-store.ts';
import { DEFAULT_SCHEME } from '../../src/domain/default-scheme.ts';
import { type Period, parsePeriod } from '../../src/domain/period.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const WHEN = on('2026-11-24');
const period = (text: string) => parsePeriod(text) as Period;

function draft(follows = 'default', name = 'Bộ tiêu chí của tỉnh', who = 'vanphong'): Promise<SchemeRow> {
  const { house, actor } = office;
  return must(draftScheme(house, { follows }, actor(who), WHEN)).then((row) => {
    const scheme = { ...row.scheme, name, firstGradeQuota: 20 };
    return must(changeScheme(house, row._id, { revision: 1, scheme }, actor(who), WHEN));
  });
}

function approve(
  { _id, revision }: SchemeRow,
  from: string,
  to: string | null = null,
  who = 'chanhvanphong',
  more: { reason?: string } = {},
) {
  const action = { action: 'approve' as const, revision, from, to, ...more };
  return actOnScheme(office.house, _id, action, office.actor(who), WHEN);
}

const inForce = (text: string) =>
  schemeInForce(office.house, '38', period(text)).then(({ name, version }) => `${name} ${version}`);

const DEFAULT = `${DEFAULT_SCHEME.name} 1`;

describe('a scheme drafted from the default', () => {
  it('is in force for no period until it is approved, and then for those that begin in its span', async () => {
    const row = await draft();
    expect([row.number, row.state, row.scheme.firstGradeQuota]).toEqual([1, 'draft', 20]);
    expect(await inForce('2027')).toBe(DEFAULT);
    await must(approve(row, '2027', '2028'));
    expect(await Promise.all(['2026', '2026-Q4', '2027', '2028-12', '2029'].map(inForce))).toEqual([
      DEFAULT,
      DEFAULT,
      'Bộ tiêu chí của tỉnh 1',
      'Bộ tiêu chí của tỉnh 1',
      DEFAULT,
    ]);
    expect((await schemeInForce(office.house, '384', period('2027'))).name).toBe(DEFAULT_SCHEME.name);
  });

  it('needs a reason for a period that has begun, which its course shows', async () => {
    const row = await draft();
    const without = await approve(row, '2026-Q4', '2026-Q4');
    expect(without).toEqual({ ok: false, faults: [{ field: 'reason', code: 'required' }] });
    const reason = 'Bộ cũ thiếu tiêu chí chuyển đổi số';
    const { course } = await must(approve(row, '2026-Q4', '2026-Q4', 'chanhvanphong', { reason }));
    expect(course.at(-1)).toMatchObject({ step: 'approved', reason });
  });

  it('is what the ranking of its periods is computed by, and of no other', async () => {
    await must(approve(await draft(), '2027'));
    const schemeOf = async (asked: string) => {
      const read = readRanking(office.house, { period: asked }, office.actor('chutich'), WHEN);
      return (await must(read)).scheme.firstGradeQuota;
    };
    expect([await schemeOf('2026'), await schemeOf('2027')]).toEqual([null, 20]);
  });

  it('is not approved by who drafted or changed it last, nor by who is no head', async () => {
    const { house, actor } = office;
    const row = await draft();
    await expect(approve(row, '2027', null, 'vanphong')).rejects.toThrow('forbidden');
    const scheme = { ...row.scheme, kappa: 12 };
    const mine = await must(
      changeScheme(house, row._id, { revision: 2, scheme }, actor('chanhvanphong'), WHEN),
    );
    await expect(approve(mine, '2027')).rejects.toThrow('forbidden');
  });

  it('says at each field what is wrong, and keeps nothing', async () => {
    const { house, actor } = office;
    const row = await draft();
    const scheme = {
      ...row.scheme,
      name: ' ',
      kappa: -1,
      points: [
        [0, 100],
        [5, 101],
      ],
      excluded: [{ unit: '14845', reason: 'Xã không thuộc tỉnh' }],
    };
    const changed = await changeScheme(house, row._id, { revision: 2, scheme }, actor('vanphong'), WHEN);
    expect(changed).toMatchObject({ faults: [{ field: 'name' }, { field: 'kappa' }] });
    const sound = { ...scheme, name: 'Tên', kappa: 10, excluded: [] };
    const again = await changeScheme(house, row._id, { revision: 2, scheme: sound }, actor('vanphong'), WHEN);
    expect(again).toEqual({
      ok: false,
      faults: [
        { field: 'points', code: 'scheme.pointsOutOfRange' },
        { field: 'points', code: 'scheme.neverRises' },
      ],
    });
    const others = { ...row.scheme, excluded: [{ unit: '14845', reason: 'Xã không thuộc tỉnh' }] };
    const foreign = await changeScheme(
      house,
      row._id,
      { revision: 2, scheme: others },
      actor('vanphong'),
      WHEN,
    );
    expect(foreign).toMatchObject({ faults: [{ field: 'excluded.0.unit', code: 'noSuchUnit' }] });
    expect((await seeScheme(house, row._id, actor('vanphong'))).row).toEqual(row);
  });

  it('is a conflict for who saw an earlier revision', async () => {
    const { house, actor } = office;
    const row = await draft();
    const stale = changeScheme(house, row._id, { revision: 1, scheme: row.scheme }, actor('vanphong'), WHEN);
    await expect(stale).rejects.toMatchObject({ code: 'stale' });
    await expect(approve({ ...row, revision: 1 }, '2027')).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('drafts approved at the same moment', () => {
  it('hold one by one: of those that have a day in common one is approved, the others are told of it', async () => {
    const rows: SchemeRow[] = [];
    for (const number of [1, 2, 3, 4, 5, 6]) rows.push(await draft('default', `Bộ tiêu chí ${number}`));
    const outcomes = await Promise.all(rows.map((row) => approve(row, '2027', '2027')));
    const approved = outcomes.filter(({ ok }) => ok);
    expect(approved).toHaveLength(1);
    const refused = outcomes.filter((outcome) => 'faults' in outcome);
    expect(refused.map(({ faults }) => faults[0])).toEqual(
      Array.from({ length: 5 }, () => expect.objectContaining({ field: 'from', code: 'schemesOverlap' })),
    );
    const listed = await listSchemes(office.house, office.actor('vanphong'), undefined);
    expect(listed.filter(({ state }) => state === 'approved')).toHaveLength(1);
  });
});

describe('an approved version', () => {
  it('is never changed, but followed by the next one, which takes over from its first period', async () => {
    const { house, actor } = office;
    const given = { reason: 'Chưa kỳ nào chấm điểm' };
    const first = await must(approve(await draft(), '2026', null, 'chanhvanphong', given));
    const change = { revision: first.revision, scheme: first.scheme };
    expect(await changeScheme(house, first._id, change, actor('vanphong'), WHEN)).toEqual({
      ok: false,
      refused: 'schemeNotDraft',
    });
    const second = await draft(first._id, 'Bộ tiêu chí sửa đổi');
    expect([second.number, second.follows, second.line]).toEqual([2, first._id, first._id]);
    await must(approve(second, '2027'));
    expect(await inForce('2026')).toBe('Bộ tiêu chí của tỉnh 1');
    expect(await inForce('2027')).toBe('Bộ tiêu chí sửa đổi 2');
    const ended = (await seeScheme(house, first._id, actor('chanhvanphong'))).row;
    expect([ended?.inForceTo, ended?.course.map(({ step }) => step)]).toEqual([
      '2026-12-31',
      ['drafted', 'changed', 'approved', 'ended'],
    ]);
  });

  it('stands in the way of another for the same periods, also of one that is approved at the same moment', async () => {
    const rows = [await draft(), await draft(), await draft()];
    const outcomes = await Promise.all(rows.map((row) => approve(row, '2027', '2027')));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.filter(({ ok }) => !ok)[0]).toMatchObject({
      faults: [{ field: 'from', code: 'schemesOverlap', params: { names: 'Bộ tiêu chí của tỉnh (1)' } }],
    });
  });

  it('holds for no period once it is withdrawn, by a head with a reason', async () => {
    const { house, actor } = office;
    const { _id, revision } = await must(approve(await draft(), '2027'));
    const action = { action: 'withdraw' as const, revision, reason: 'Có sai sót' };
    await expect(actOnScheme(house, _id, action, actor('vanphong'), WHEN)).rejects.toThrow('forbidden');
    await must(actOnScheme(house, _id, action, actor('chanhvanphong'), WHEN));
    expect(await inForce('2027')).toBe(DEFAULT);
  });
});

describe('who reads the schemes of the province', () => {
  it.each([
    ['vanphong', ['draft', 'approved']],
    ['chutich', ['draft', 'approved']],
    ['thanhtra', ['draft', 'approved']],
    ['stttt.staff', ['approved']],
    ['384.chanhvanphong', []],
    ['384.head', ['approved']],
  ])('%s sees those that are %j', async (username, expected) => {
    const { house, actor } = office;
    await must(approve(await draft(), '2027'));
    const waiting = await draft('report', 'Đang dự thảo');
    const seen = await listSchemes(house, actor(username), undefined);
    expect(seen.map(({ state }) => state)).toEqual(expected);
    const see = seeScheme(house, waiting._id, actor(username));
    if (expected.includes('draft')) expect((await see).row).toEqual(waiting);
    else await expect(see).rejects.toThrow();
  });

  it('not the administrator', async () => {
    await expect(listSchemes(office.house, office.actor('quantri'), undefined)).rejects.toThrow('forbidden');
  });
});
