import type { Delivery } from './app/deliver-notices.ts';
import type { Config } from './config.ts';
import { openMailer } from './delivery/mail.ts';
import { noticeMail, noticePath } from './present/notice-words.ts';
import { translator } from './present/words.ts';

/** How mail goes out; null where `SMTP_URL` is not set, and notices stay in the program. */
export function openDelivery(config: Config): Delivery | null {
  if (config.smtpUrl === null) return null;
  return {
    mailer: openMailer(config.smtpUrl, config.mailFrom),
    write: (notice, language) => {
      const link = config.baseUrl === null ? null : `${config.baseUrl}${noticePath(notice)}`;
      return noticeMail(notice, link, translator(language));
    },
  };
}
