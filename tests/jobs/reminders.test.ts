import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../jobs/agenda.ts';
import { assignTasks } from '../../src/app/assign-tasks.ts';
import { openHouse } from '../../src/app/open-house.ts';
import { readConfig } from '../../src/config.ts';
import { connect } from '../../src/db/connect.ts';
import { openDelivery } from '../../src/open-delivery.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { recordPaper } from '../support/papers.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';

let office: Office;
let post: PostOffice;

function deliveryTo(url: string) {
  const read = readConfig({
    SMTP_URL: url,
    MAIL_FROM: 'dondoc@ubnd.example',
    BASE_URL: 'https://dondoc.example',
  });
  if (!read.ok) throw new Error(read.faults.join());
  return openDelivery(read.config);
}

beforeEach(async () => {
  [office, post] = await Promise.all([openOffice(), openPostOffice()]);
  const { house, actor } = office;
  const directive = await recordPaper(office, '7/UBND-TH', '2026-11-02');
  const task = {
    directive,
    content: 'Báo cáo chuyển đổi số',
    leadUnits: ['STTTT'],
    deadline: '27/11/2026',
  };
  await must(assignTasks(house, task, actor('vanphong'), on('2026-11-02')));
});

afterEach(async () => {
  await Promise.all([office.close(), post.close()]);
});

const jobsOn = (day: string, house = office.house, url = post.url) => ({
  house,
  when: () => on(day),
  delivery: deliveryTo(url),
});

/** The wait of a mail ends, by the database's clock, as if the time had passed. */
async function waitIsOver(): Promise<void> {
  const waiting = { channel: 'mail', state: 'waiting' };
  await office.house.connection
    .collection('notices')
    .updateMany(waiting, { $set: { leasedUntil: new Date(0) } });
}

describe('reminders on the day that a rung falls on', () => {
  it('reach the unit’s clerk by mail once, however often the jobs run', async () => {
    for (let run = 0; run < 3; run += 1) {
      await runJob('reminders', jobsOn('2026-11-24'));
      await runJob('deliver', jobsOn('2026-11-24'));
    }
    expect(post.mails).toHaveLength(1);
    expect(post.mails[0]).toMatch(/^To: stttt\.clerk@dondoc\.example/m);
    expect(post.mails[0]).toMatch(/^Message-ID: <[0-9a-f]{40}@dondoc>/m);
  });

  it('go to the head too once the task is overdue', async () => {
    await runJob('reminders', jobsOn('2026-11-24'));
    await runJob('reminders', jobsOn('2026-12-02'));
    await runJob('deliver', jobsOn('2026-12-02'));
    const to = post.mails.map((mail) => /^To: (\S+)/m.exec(mail)?.[1]).sort();
    expect(to).toEqual([
      'stttt.clerk@dondoc.example',
      'stttt.clerk@dondoc.example',
      'stttt.head@dondoc.example',
    ]);
  });

  it('reach the clerk once when two programs run the jobs at the same time', async () => {
    const uri = office.house.connection.getClient().options.srvHost ?? '';
    const { host, port, name } = office.house.connection;
    const second = await connect(uri || `mongodb://${host}:${port}/${name}?directConnection=true`);
    try {
      const house = await openHouse(second.connection, 'another secret of thirty-two bytes');
      const both = [jobsOn('2026-11-24'), jobsOn('2026-11-24', house)];
      await Promise.all(both.map((deps) => runJob('reminders', deps)));
      await Promise.all(both.map((deps) => runJob('deliver', deps)));
      expect(post.mails).toHaveLength(1);
    } finally {
      await second.close();
    }
  });
});

describe('who is reminded', () => {
  it('nobody whose account was disabled since the program started', async () => {
    const people = office.house.connection.collection('people');
    await people.updateOne({ _id: 'stttt.clerk' as never }, { $set: { disabled: true } });
    await runJob('reminders', jobsOn('2026-11-24'));
    expect(await office.house.connection.collection('notices').countDocuments({ kind: 'before3' })).toBe(0);
  });

  it('in the program only while mail is off, and not by mail later for that', async () => {
    await runJob('reminders', { ...jobsOn('2026-11-24'), delivery: null });
    const notices = office.house.connection.collection('notices');
    expect(await notices.distinct('channel', { kind: 'before3' })).toEqual(['program']);
    await runJob('deliver', jobsOn('2026-11-25'));
    expect(post.mails).toEqual([]);
  });
});

describe('a mail server that is down', () => {
  it('loses nothing: the mail waits with its reason', async () => {
    await runJob('reminders', jobsOn('2026-11-24'));
    await runJob('deliver', jobsOn('2026-11-24', office.house, 'smtp://127.0.0.1:1'));
    const waiting = await office.house.connection.collection('notices').findOne({ channel: 'mail' });
    expect(waiting).toMatchObject({
      state: 'waiting',
      attempts: 1,
      error: expect.stringMatching(/ECONNREFUSED/),
    });
  });

  it('delivers once when it is up again', async () => {
    await runJob('reminders', jobsOn('2026-11-24'));
    await runJob('deliver', jobsOn('2026-11-24', office.house, 'smtp://127.0.0.1:1'));
    await waitIsOver();
    await runJob('deliver', jobsOn('2026-11-24'));
    await runJob('deliver', jobsOn('2026-11-24'));
    expect(post.mails).toHaveLength(1);
  });

  it('gives a mail up after nine tries, and keeps why', async () => {
    await runJob('reminders', jobsOn('2026-11-24'));
    for (let tries = 0; tries < 9; tries += 1) {
      await waitIsOver();
      await runJob('deliver', jobsOn('2026-11-24', office.house, 'smtp://127.0.0.1:1'));
    }
    const given = await office.house.connection.collection('notices').findOne({ channel: 'mail' });
    expect(given).toMatchObject({ state: 'failed', error: expect.stringMatching(/ECONNREFUSED/) });
  });
});

describe('a program killed between the server’s 250 and its own mark', () => {
  it('sends the mail again under the same Message-ID', async () => {
    await runJob('reminders', jobsOn('2026-11-24'));
    await runJob('deliver', jobsOn('2026-11-24'));
    const unmarked = { state: 'waiting', leasedUntil: new Date(0), sentAt: null };
    await office.house.connection.collection('notices').updateOne({ channel: 'mail' }, { $set: unmarked });
    await runJob('deliver', jobsOn('2026-11-24'));
    const ids = post.mails.map((mail) => /^Message-ID: (\S+)/m.exec(mail)?.[1]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});
