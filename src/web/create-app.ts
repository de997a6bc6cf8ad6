import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { createMetrics, healthRoutes, type Metrics } from './pages/health.ts';

function measure(metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const start = performance.now();
    response.on('finish', () => {
      metrics.answered(request.method, response.statusCode, (performance.now() - start) / 1000);
    });
    next();
  };
}

/** The application: one list of middleware, in the order in which a request meets it. */
export function createApp(parts: { ready: () => Promise<boolean> }): Express {
  const metrics = createMetrics();
  const app = express();
  app.disable('x-powered-by');
  app.use(measure(metrics));
  for (const { path, handler } of healthRoutes(parts.ready, metrics)) app.get(path, handler);
  return app;
}
