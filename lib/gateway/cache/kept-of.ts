import { keptBytes } from '@/lib/cache/judge-answer';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import { decidingAttempt } from '@/lib/ledger/deciding-attempt';
import type { AttemptRecord } from '@/lib/ledger/records';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';
import type { SharedOutbound } from './shared-outbound';

/**
 * The attempt whose answer the client got, when it came from the model that the key names, or from its cascade; none that a
 * check stopped.
 */
function servedAttempt({ attempts, header }: AdmittedExchange, first: Target): AttemptRecord | undefined {
  const { cascade } = header.route;
  const served = decidingAttempt(header.route, attempts);
  if (served?.outcome !== 'success' || served.usage.provenance !== 'provider') return undefined;
  if (cascade === undefined) return served.model === first.model.id ? served : undefined;
  return cascade.stopped === `${served.provider}/${served.model}` ? undefined : served;
}

/**
 * What may be given again of an answer that has gone out, or undefined. Answers of a fallback are not kept, since the
 * first choice may be back for the next request; nor are those that a budget cut short.
 */
export function keptOf(
  exchange: AdmittedExchange,
  first: Target,
  out: SharedOutbound,
  { key, ttlSeconds }: { key: string; ttlSeconds: number },
): KeptAnswer | undefined {
  const served = servedAttempt(exchange, first);
  const bytes = out.body;
  if (served === undefined || bytes === undefined || out.status !== 200 || !out.hasEnded) return undefined;
  if (out.headers['x-tollgate-output-limit'] !== undefined) return undefined;
  const { dialect, operation, chat, header, deps } = exchange;
  const body = keptBytes({ dialect, operation, stream: chat.stream, bytes });
  if (body === undefined) return undefined;
  const storedAt = deps.clock.now();
  return {
    key,
    workspaceId: header.workspaceId,
    ruleId: header.route.ruleId ?? '',
    body,
    stream: chat.stream,
    dropped: out.headers['x-tollgate-dropped'],
    usage: {
      provider: served.provider,
      model: served.model,
      upstreamModel: served.upstreamModel,
      servedModel: served.servedModel,
      region: served.region,
      speed: served.speed,
      meters: served.usage.meters,
    },
    latencyMs: Math.round(deps.clock.monotonic() - exchange.startedMono),
    storedAt,
    expiresAt: storedAt + ttlSeconds * 1_000,
  };
}
