import { trusted } from 'mongoose';

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/**
 * Marks a filter that a store built itself, of values parsed to primitives, so that its operators (`$in`, `$lt`, …)
 * pass the connection's `sanitizeFilter`, which otherwise compares them as plain values. Mongoose lets the connection's
 * setting win over a query's own option, so marking is the only way. Never for what came from outside as an object.
 */
export function ownFilter<F extends object>(filter: F): F {
  for (const value of Array.isArray(filter) ? filter : Object.values(filter)) {
    if (Array.isArray(value)) ownFilter(value);
    else if (isPlain(value)) {
      if (Object.keys(value).some((key) => key.startsWith('$'))) trusted(value);
      ownFilter(value);
    }
  }
  return filter;
}
