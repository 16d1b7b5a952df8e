import type pg from 'pg';
import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { toGatewayError } from '@/lib/errors/to-error';
import { GatewayError } from '@/lib/errors/gateway-error';
import { authenticate } from '../entrance/authenticate';
import { enterRequest, type Admittance } from '../entrance/enter-request';
import type { Exchange } from '../exchange';

/** What a door of files and batches works with. */
export interface Desk {
  key: ActiveKey;
  pool: pg.Pool;
  admittance: Admittance;
}

/**
 * Lets a request to files or batches in as any other: its key, its limits, its place. Throws GatewayError, `overloaded` while
 * the database is away.
 */
export async function atDesk(exchange: Exchange, work: (desk: Desk) => Promise<void>): Promise<void> {
  const key = authenticate(exchange);
  const admittance = await enterRequest(exchange, key);
  try {
    const pool = exchange.deps.jobs;
    if (pool === undefined) throw new GatewayError('not_found', 'There are no files and batches here.');
    await work({ key, pool, admittance });
  } catch (error) {
    if (toGatewayError(error).code !== 'internal_error') throw error;
    exchange.deps.onInternalError(error, exchange.requestId);
    throw new GatewayError('overloaded', 'Files and batches cannot be reached just now.', { retryAfterS: 5 });
  } finally {
    admittance.end(0);
  }
}

/** One value of the query. Throws GatewayError 400 for one that is no whole number within the bounds. */
export function limitOf(query: URLSearchParams, most: number): number {
  const text = query.get('limit');
  if (text === null) return Math.min(20, most);
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  throw new GatewayError('invalid_request', `limit must be a whole number from 1 to ${most}.`, {
    param: 'limit',
  });
}

/** A page of a list as OpenAI's clients walk it. */
export function listObject<T extends { id: string }>(found: readonly T[], limit: number) {
  const data = found.slice(0, limit);
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: found.length > limit,
  };
}
