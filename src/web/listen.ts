import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whoever asks a program that is ending is let finish for so long, then cut off. */
const DRAIN_MILLISECONDS = 5_000;

export type Listening = { port: number; close(): Promise<void> };

async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}

/**
 * Listens on an address; port 0 takes a free one, and `port` is the real one. `close` takes no new request, lets those
 * under way finish, and cuts off what still runs after five seconds. Throws in words when the address can't be had.
 */
export async function listen(app: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(app);
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new Error(
      `Không mở được ${host} cổng ${port} (${reason}); hãy đổi PORT hoặc HOST. / ` +
        `Cannot listen on ${host} port ${port} (${reason}); set another PORT or HOST.`,
    );
  }
  return { port: (server.address() as AddressInfo).port, close: () => drain(server) };
}
