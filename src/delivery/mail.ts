import { createTransport } from 'nodemailer';

/** A mail to one person. `id` is the Message-ID, the same however often it is tried. */
export type Mail = { id: string; to: string; subject: string; text: string };

/** A way for mail to go out; `send` throws when the server doesn't take it. */
export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void };

/** Mail by SMTP (`SMTP_URL`, `MAIL_FROM`). Nothing is connected before the first mail. */
export function openMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport(smtpUrl, { from });
  return {
    send: async ({ id, to, subject, text }) => {
      await transport.sendMail({ messageId: id, to, subject, text });
    },
    close: () => transport.close(),
  };
}
