import { createServer } from 'node:net';

/** Whether nothing listens on a port of 127.0.0.1; 0 asks for any. Gives the port, or null when it is taken. */
function portIfFree(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(got));
    });
  });
}

/** The wanted port of 127.0.0.1 when it is free, else another that is. */
export async function freePort(wanted: number | null): Promise<number> {
  const port = (wanted === null ? null : await portIfFree(wanted)) ?? (await portIfFree(0));
  if (port === null) throw new Error('Không có cổng nào trống. / No port of 127.0.0.1 is free.');
  return port;
}
