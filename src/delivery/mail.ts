import { createTransport } from 'nodemailer';

/** A mail to one person. `id` is the Message-ID, the same however often it is tried. */
export type Mail = { id: string; to: string; subject: string; text: string };

/** A way for mail to go out; `send` throws when the server doesn't take it. */
export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void };

/** A server that stays silent is left well before the lease of the mail ends, lest another process sends it too. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** A program wrote it: no holiday answer comes back (RFC 3834). */
const HEADERS = { 'Auto-Submitted': 'auto-generated' };

/** Mail by SMTP (`SMTP_URL`, `MAIL_FROM`). Nothing is connected before the first mail. */
export function openMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({ url: smtpUrl, ...PATIENCE }, { from });
  return {
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({ messageId: id, to, subject, text, headers: HEADERS });
    },
    close: () => transport.close(),
  };
}
