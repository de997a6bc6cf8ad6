import { type ChildProcess, spawn } from 'node:child_process';
import { SET_NAME } from './replica-set.ts';

export type MongodSettings = {
  binary: string;
  dbPath: string;
  port: number;
  logPath: string;
  /** The size of WiredTiger's cache in gigabytes; without it `mongod` takes half the memory. */
  cacheGigabytes: number;
};

/**
 * Starts `mongod` on 127.0.0.1 as a member of the set, in a process group of its own, so that Ctrl-C in the terminal
 * does not end it before the program has drained. Nothing of it is tied to this process.
 */
export function spawnMongod(settings: MongodSettings): ChildProcess {
  const child = spawn(
    settings.binary,
    [
      ...['--dbpath', settings.dbPath],
      ...['--port', String(settings.port)],
      ...['--bind_ip', '127.0.0.1'],
      ...['--replSet', SET_NAME],
      ...['--logpath', settings.logPath],
      ...['--wiredTigerCacheSizeGB', String(settings.cacheGigabytes)],
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
      ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
      // A socket of its own in the common /tmp would outlive a kill -9; Windows has none to switch off.
      ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
      '--quiet',
    ],
    { detached: true, stdio: 'ignore' },
  );
  child.on('error', () => undefined);
  child.unref();
  return child;
}
