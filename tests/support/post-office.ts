import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real mail server: keeps each mail as it came, and takes none before `senders` have come with one at the same time. */
export type PostOffice = { url: string; mails: string[]; close: () => Promise<void> };

/** Opens a mail server on a free port of this machine. */
export async function openPostOffice(senders = 1): Promise<PostOffice> {
  const mails: string[] = [];
  const all = Promise.withResolvers<void>();
  let come = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        mails.push(Buffer.concat(chunks).toString('utf8'));
        come += 1;
        if (come >= senders) all.resolve();
        await all.promise;
        callback();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
