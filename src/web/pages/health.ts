import type { Request, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Route } from '../route.ts';

type Probe = (request: Request, response: Response) => Promise<void>;

/** What the program measures of itself, for `/metrics`. */
export type Metrics = {
  /** Counts one answered request: its method, its status, and how long it took in seconds. */
  answered: (method: string, status: number, seconds: number) => void;
  contentType: string;
  text: () => Promise<string>;
};

/** Starts measuring: the process itself, and the requests that are told of. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Requests by method and status, and how long they took',
    labelNames: ['method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  return {
    answered: (method, status, seconds) => requests.observe({ method, status: String(status) }, seconds),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

function say(response: Response, status: number, word: string): void {
  response.status(status).set('Cache-Control', 'no-store').json({ status: word });
}

/**
 * The probes (docs/operations.md): whether the process lives, whether it is ready, and its metrics. `ready` never
 * throws, and is false while the database can't be written or the demonstration isn't whole.
 */
export function healthRoutes(ready: () => Promise<boolean>, metrics: Metrics): readonly Route<Probe>[] {
  const row = (path: string, handler: Probe): Route<Probe> => ({
    method: 'GET',
    path,
    permission: 'anyone',
    audit: null,
    handler,
  });
  return [
    row('/healthz', async (_, response) => say(response, 200, 'alive')),
    row('/readyz', async (_, response) =>
      (await ready()) ? say(response, 200, 'ready') : say(response, 503, 'notReady'),
    ),
    row('/metrics', async (_, response) => {
      response.set('Content-Type', metrics.contentType).send(await metrics.text());
    }),
  ];
}
