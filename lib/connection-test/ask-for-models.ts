import { request, type Dispatcher } from 'undici';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import { parseAllowList } from '@/lib/egress/policy';
import { env } from '@/lib/env';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { credentialHeaders } from '@/lib/providers/upstream-address';
import { explainFailure, explainStatus, type Failure } from './explain-failure';
import { listAddress } from './list-address';
import { readModelList } from './read-model-list';

/** A list of models is a few hundred kilobytes at most. */
const MOST_BYTES = 4 * 1024 * 1024;

export interface Asked {
  latencyMs: number;
  status?: number;
  models?: string[];
  failure?: Failure;
}

/**
 * Asks a provider for its models on a connection of its own, through the guard and the proxy that its requests take. A
 * redirect is not followed. Never throws.
 */
export async function askForModels(provider: ActiveProvider, timeoutMs: number): Promise<Asked> {
  const { origin, path } = listAddress(provider);
  const pools = new ConnectionPools(parseAllowList(env().TOLLGATE_EGRESS_ALLOW));
  const start = performance.now();
  const soFar = () => ({ latencyMs: Math.round(performance.now() - start) });
  try {
    const answer = await request(origin + path, {
      dispatcher: pools.get(origin, provider),
      headers: { ...provider.headers, ...credentialHeaders(provider), accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const status = answer.statusCode;
    const failure = explainStatus(status, provider.apiKey !== undefined, provider.dialect);
    if (failure !== undefined) return { ...soFar(), status, failure };
    const models = readModelList(provider.dialect, await readText(answer.body));
    if (models !== undefined) return { ...soFar(), status, models };
    const message = `The answer is no list of models as ${provider.dialect} gives it. Is the dialect right?`;
    return { ...soFar(), status, failure: { kind: 'dialect', message } };
  } catch (error) {
    return { ...soFar(), failure: explainFailure(error, new URL(origin).hostname, timeoutMs) };
  } finally {
    await pools.close();
  }
}

/** The text of a body that is not too long; else as much of it, which then is no JSON. */
async function readText(body: Dispatcher.ResponseData['body']): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}
