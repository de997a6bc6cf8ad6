import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { createRenderer } from '../render.ts';
import { serveApi } from './api/serve-api.ts';
import { createMetrics, healthRoutes, type Metrics } from './pages/health.ts';
import type { Site } from './route.ts';
import { servePages } from './serve-pages.ts';
import { loadAssets } from './static.ts';

function measure(metrics: Metrics) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const start = performance.now();
    response.on('finish', () => {
      metrics.answered(request.method, response.statusCode, (performance.now() - start) / 1000);
    });
    next();
  };
}

/** Nothing from elsewhere, nothing inline; over https only where that is how people come (design.md, section 10). */
function security(https: boolean) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https,
  });
}

/** The application: one list of middleware, in the order in which a request meets it. */
export function createApp(parts: { site: Site; viewsDir: string; ready: () => Promise<boolean> }): Express {
  const { site, viewsDir, ready } = parts;
  const metrics = createMetrics();
  const assets = loadAssets(viewsDir);
  const renderer = createRenderer(viewsDir, assets.path);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', site.baseUrl === null ? false : 'loopback');
  app.use(measure(metrics));
  for (const { path, handler } of healthRoutes(ready, metrics)) app.get(path, handler);
  app.use(security(site.baseUrl?.startsWith('https://') ?? false));
  app.use(assets.serve);
  app.use(compression());
  app.use('/api/v1', serveApi(site));
  app.use(servePages(site, renderer));
  return app;
}
