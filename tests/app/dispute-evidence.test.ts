import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disputeLine } from '../../src/app/dispute-line.ts';
import { NotFound } from '../../src/app/outcome.ts';
import { downloadFile, uploadFile } from '../../src/app/upload-file.ts';
import type { Task } from '../../src/domain/task.ts';
import { editionIn, fillPeriod } from '../support/editions.ts';
import { must, type Office, on, openOffice } from '../support/office.ts';
import { actOn } from '../support/papers.ts';

const OPENED = '2026-07-20';
const CLERK = 'stttt.clerk';

let office: Office;
let edition: string;
let task: Task;

/** STTTT has six tasks that it never began, so that they can pass to another unit. */
beforeAll(async () => {
  office = await openOffice();
  task = (await fillPeriod(office)).find(({ lead }) => lead === 'STTTT')!;
  const { _id } = await editionIn(office, 'open');
  edition = _id;
  const until = { $set: { disputesUntil: '2026-07-27' } };
  await office.house.connection.collection('editions').updateOne({ _id: _id as never }, until);
}, 60_000);

afterAll(() => office.close());

async function uploaded(): Promise<string> {
  const content = Readable.from([Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')]);
  const arriving = { name: 'căn cứ.pdf', content, wasCut: () => false };
  return (await must(uploadFile(office.house, arriving, office.actor(CLERK), on(OPENED))))._id;
}

function dispute(more: object) {
  const input = { component: 'timeliness', reason: 'Đã nộp bản giấy', ...more };
  return disputeLine(office.house, edition, input, office.actor(CLERK), on(OPENED));
}

describe('evidence of a dispute on a task’s line', () => {
  let file: string;
  const seenBy = (who: string) => downloadFile(office.house, file, office.actor(who));

  beforeAll(async () => {
    file = await uploaded();
    await must(dispute({ task: task.id, files: [file] }));
  });

  it('is attached to the dispute, and to no task', async () => {
    expect((await seenBy(CLERK)).row).toMatchObject({ task: null, dispute: expect.any(String) });
  });

  it('is read by the unit that asked and the Office, and by nobody else, though its task passes to another unit', async () => {
    await actOn(office, task, 'vanphong', '2026-07-21', 'reassign', {
      leadUnit: 'SNV',
      reason: 'Đúng lĩnh vực',
    });
    for (const who of [CLERK, 'stttt.head', 'chanhvanphong', 'chutich']) {
      expect((await seenBy(who)).row._id).toBe(file);
    }
    for (const who of ['snv.clerk', 'snv.head', 'stc.head', 'quantri']) {
      await expect(seenBy(who)).rejects.toBeInstanceOf(NotFound);
    }
  });

  it('is of one dispute alone', async () => {
    const facts = office.house.connection.collection('editionFacts');
    const part = await facts.findOne({ edition });
    const other = (part!['facts'] as { unit: string; task: string }[]).find(
      (one) => one.unit === 'STTTT' && one.task !== task.id,
    )!;
    expect(await dispute({ task: other.task, files: [file] })).toEqual({
      ok: false,
      faults: [{ field: 'files', code: 'noSuchFile' }],
    });
  });
});
