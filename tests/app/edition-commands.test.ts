import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disputeLine } from '../../src/app/dispute-line.ts';
import { enterFigures } from '../../src/app/enter-figures.ts';
import { commandLine } from '../support/command.ts';
import { fillPeriod } from '../support/editions.ts';
import { DIGITAL, freezeHalf, OPENED } from '../support/figures.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';

const AFTER = '2026-07-28';

let office: Office & { uri: string };
let line: Awaited<ReturnType<typeof commandLine>>;
let edition: string;

beforeAll(async () => {
  office = await openOffice();
  line = await commandLine(office.uri);
  await fillPeriod(office);
  const { house, actor } = office;
  const document = { notation: '12/BC', issuedOn: '2026-04-05' };
  const figures = [{ unit: 'SNV', points: 60 }];
  const entry = { criterion: DIGITAL, month: '2026-03', document, figures };
  await must(enterFigures(house, entry, actor('vanphong'), on('2026-04-10')));
  edition = await freezeHalf(office);
}, 60_000);

afterAll(async () => {
  await line.remove();
  await office.close();
});

const head = ['--as', 'chanhvanphong'];

describe('the course of an edition by the command line', () => {
  it('goes step by step, each refused in words where it can’t be taken, disputes decided on the way', async () => {
    const { dondoc } = line;
    const list = await dondoc(OPENED, 'ranking', 'editions', ...head);
    expect([list.code, list.out]).toEqual([0, `${edition}\t2026-H1\t1\tdraft\t–\n`]);
    const early = await dondoc(OPENED, 'ranking', 'publish', edition, ...head);
    expect([early.code, early.err]).toEqual([
      1,
      'Bản xếp hạng không còn ở bước này. Mở lại trang để xem bước hiện tại.\n',
    ]);
    const foreign = await dondoc(OPENED, 'ranking', 'open', edition, '--as', 'snv.head');
    expect(foreign.code).toBe(1);
    const open = await dondoc(OPENED, 'ranking', 'open', edition, ...head, '--json');
    expect([open.code, JSON.parse(open.out)]).toMatchObject([
      0,
      { id: edition, state: 'open', disputesUntil: '2026-07-27' },
    ]);

    const asked = { component: DIGITAL, month: '2026-03', reason: 'Sai\nsố liệu' };
    const row = await must(disputeLine(office.house, edition, asked, office.actor('snv.clerk'), on(OPENED)));
    const waiting = await dondoc(OPENED, 'dispute', 'list', ...head);
    expect(waiting.out).toBe(`${row._id}\tSNV\t${DIGITAL}\t2026-03\twaiting\tSai số liệu\n`);
    const decide = (...words: string[]) => dondoc(OPENED, 'dispute', 'decide', row._id, ...head, ...words);
    expect((await decide('--verdict', 'leftOut')).code).toBe(2);
    const wrong = await decide('--verdict', 'otherPoints', '--points', '101', '--reason', 'x');
    expect([wrong.code, wrong.err]).toEqual([1, 'points: Nhập số điểm từ 0 đến 100.\n']);
    const days = await decide('--verdict', 'otherDays', '--daysLate', '1', '--reason', 'x');
    expect([days.code, days.err]).toEqual([
      1,
      expect.stringContaining('verdict: Dòng này không tính theo ngày'),
    ]);
    const right = ['--verdict', 'otherPoints', '--points', '80,5', '--reason', 'Theo báo cáo', '--json'];
    expect(JSON.parse((await decide(...right)).out)).toMatchObject({
      state: 'accepted',
      decision: { points: 80.5, reason: 'Theo báo cáo', by: { username: 'chanhvanphong' } },
    });
    expect((await dondoc(OPENED, 'dispute', 'list', ...head, '--json')).out).toBe('{\n  "items": []\n}\n');
    const own = await dondoc(OPENED, 'dispute', 'list', '--edition', edition, '--as', 'snv.head');
    expect(own.out).toContain('\taccepted\t');

    const soon = await dondoc(OPENED, 'ranking', 'finish', edition, ...head);
    expect([soon.code, soon.err]).toEqual([1, expect.stringContaining('Còn trong thời gian nhận đề nghị')]);
    const final = JSON.parse((await dondoc(AFTER, 'ranking', 'finish', edition, ...head, '--json')).out);
    expect(final).toMatchObject({ edition: 2, state: 'final', replaces: edition });
    const published = await dondoc(AFTER, 'ranking', 'publish', final.id, ...head);
    expect([published.code, published.out]).toEqual([
      0,
      `${final.id}\t2026-H1\t2\tpublished\t–\n${final.sha256}\n`,
    ]);
    expect((await dondoc(AFTER, 'ranking', 'open', 'none', ...head)).code).toBe(1);
  }, 180_000);
});
