import autocannon, { type Request } from 'autocannon';

/** What a load is asked to send, as JSON in the first argument. */
export type Load = {
  url: string;
  connections: number;
  headers: Record<string, string>;
  /** Seconds of the same request, or else each of `requests` once. */
  seconds: number | null;
  requests: { path: string; body: string }[];
};

/** What came of it: answers a second, the mean time of one in milliseconds, and how many were not 2xx. */
export type Loaded = { perSecond: number; milliseconds: number; failed: number };

const load = JSON.parse(process.argv[2] ?? '{}') as Load;
const todo = [...load.requests];
const once = {
  amount: todo.length,
  requests: [
    {
      method: 'POST' as const,
      setupRequest: (request: Request): Request => ({ ...request, ...(todo.pop() as object) }),
    },
  ],
};
const started = performance.now();
const result = await autocannon({
  url: load.url,
  connections: load.connections,
  headers: load.headers,
  ...(load.seconds === null ? once : { duration: load.seconds }),
});
const seconds = (performance.now() - started) / 1000;
const perSecond = load.seconds === null ? result['2xx'] / seconds : result.requests.average;
const loaded: Loaded = {
  perSecond,
  milliseconds: (1000 * load.connections) / perSecond,
  failed: result.non2xx + result.errors + result.timeouts,
};
console.log(JSON.stringify(loaded));
