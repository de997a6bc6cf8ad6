import { leaseMail, markSent, markUnsent, type NoticeRow } from '../db/notice-store.ts';
import type { Mail, Mailer } from '../delivery/mail.ts';
import type { When } from '../domain/day.ts';
import type { House } from './house.ts';
import { sha256 } from './sha256.ts';

/** How long a mail waits after each try that failed, in seconds; after two days it is given up, with the reason kept. */
const WAITS = [10, 60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600];

/** Words a notice for its reader: the subject and the text of the mail. */
export type WriteMail = (notice: NoticeRow, language: 'vi' | 'en') => { subject: string; text: string };

/** What delivering needs beside the house. */
export type Delivery = { mailer: Mailer; write: WriteMail };

/** The Message-ID follows from the key, so that a mail tried again after a crash is known as the same one. */
export function messageId(key: string): string {
  return `<${sha256(key).slice(0, 40)}@dondoc>`;
}

function mailOf(house: House, notice: NoticeRow, write: WriteMail): Mail | null {
  const person = house.directory.person(notice.person);
  if (person === undefined || person.disabled || person.mail === null) return null;
  return { id: messageId(notice.key), to: person.mail, ...write(notice, person.language) };
}

async function deliver(house: House, notice: NoticeRow, delivery: Delivery, when: When): Promise<boolean> {
  const mail = mailOf(house, notice, delivery.write);
  if (mail === null) {
    await markUnsent(house.connection, notice._id, 'noAddress', null);
    return false;
  }
  try {
    await delivery.mailer.send(mail);
  } catch (error) {
    const wait = WAITS[notice.attempts - 1] ?? null;
    await markUnsent(house.connection, notice._id, error instanceof Error ? error.message : 'unknown', wait);
    return false;
  }
  await markSent(house.connection, notice._id, when.now);
  return true;
}

/** Sends the mail that waits, one after the other, until none is left for now; gives how many went out. */
export async function deliverNotices(house: House, delivery: Delivery, when: When): Promise<number> {
  let sent = 0;
  for (let notice = await leaseMail(house.connection); notice !== null; ) {
    if (await deliver(house, notice, delivery, when)) sent += 1;
    notice = await leaseMail(house.connection);
  }
  return sent;
}
