import { Readable } from 'node:stream';
import { ERROR_CODES } from '@/lib/errors/codes';
import type { GatewayError } from '@/lib/errors/gateway-error';
import { toGatewayError } from '@/lib/errors/to-error';
import { dialectFor } from '@/lib/dialects/registry';
import type { Inbound } from '@/lib/http/exchange';
import { lessonOf, type Lesson } from '@/lib/resilience/lesson';
import { readFeatures } from '@/lib/routing/features';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { attemptTarget } from '../attempts/attempt-target';
import { Collector } from '../answer/collecting-outbound';
import { completeRequest } from '../books/complete-request';
import type { AdmittedExchange, GatewayDeps } from '../exchange';
import { failureToError } from '../upstream/failure-to-error';
import { newRequestId } from '../entrance/request-id';
import { TargetHealth } from './target-health';
import type { Current } from '../attempts/try-target';

/** Key and task under which probes are on the books: no team's, and in no key's budget. */
export const PROBE_KEY = 'probe';
/** The least that every dialect takes. */
const MAX_OUTPUT_TOKENS = 16;

export interface Probe {
  target: Target;
  prompt: string;
  workspaceId: string;
  /** Ends it; nothing is learnt then. */
  signal: AbortSignal;
}

export interface Probed {
  requestId: string;
  /** Undefined: it was ended before it came to anything. */
  lesson: Lesson | undefined;
}

/**
 * Asks this very target once: by no rule, from no cache, past breakers and limits of this process. Priced and on the books
 * like any request. Rejects where the target has no words for the question, or the log takes no record.
 */
export async function probeTarget(deps: GatewayDeps, probe: Probe): Promise<Probed> {
  const request = requestFor(deps, probe);
  const { target, signal } = probe;
  const gate = request.deps.health.enter(target, 0);
  if (gate.kind !== 'open') throw new Error(`A probe of ${targetName(target)} found no gate`);
  const current: Current = { attempt: undefined, wake: undefined, isCut: signal.aborted };
  const cut = () => {
    current.isCut = true;
    current.attempt?.cut();
  };
  signal.addEventListener('abort', cut);
  try {
    const course = { runs: [current], made: 0 };
    const making = { target, admission: gate.admission, freshConnection: false, course, current };
    const result = await attemptTarget(request, making);
    const failure = result.kind === 'failed' ? result.failure : undefined;
    if (failure === undefined) await completeRequest(request, 'success', 200);
    else await close(request, 'error', failureToError(failure));
    const { latencyMs } = result.record;
    const lesson = current.isCut ? undefined : lessonOf(failure, latencyMs, result.limitMs);
    return { requestId: request.requestId, lesson };
  } catch (thrown) {
    await close(request, 'rejected', toGatewayError(thrown));
    throw thrown;
  } finally {
    signal.removeEventListener('abort', cut);
  }
}

function close(
  request: AdmittedExchange,
  outcome: 'error' | 'rejected',
  { code }: GatewayError,
): Promise<unknown> {
  return completeRequest(request, outcome, ERROR_CODES[code].status, code);
}

/** There is no client whose headers could say more. */
const NOBODY: Inbound = {
  ...{ method: 'POST', path: '', query: '', address: undefined },
  header: () => undefined,
  readBody: () => Promise.resolve(Buffer.alloc(0)),
  openBody: () => Readable.from([]),
};

/** A request of nobody's, to one target. */
function requestFor(deps: GatewayDeps, { target, prompt, workspaceId }: Probe): AdmittedExchange {
  const snapshot = deps.snapshot();
  const dialect = dialectFor(target.provider.dialect);
  const { upstreamModel, model } = target;
  const chat = {
    model: upstreamModel,
    messages: [{ role: 'user' as const, content: [{ type: 'text' as const, text: prompt }] }],
    stream: false,
    maxOutputTokens: Math.min(MAX_OUTPUT_TOKENS, model.maxOutputTokens ?? MAX_OUTPUT_TOKENS),
  };
  const { body } = dialect.encodeRequest(chat, { upstreamModel, maxOutputTokens: model.maxOutputTokens });
  const startedAt = deps.clock.now();
  const requestId = newRequestId(startedAt);
  const features = readFeatures(chat, { keyId: PROBE_KEY, tags: {}, at: startedAt });
  return {
    // Breakers and cooldowns of this process must not keep it from asking.
    deps: { ...deps, budgets: undefined, health: new TargetHealth(deps.clock.monotonic) },
    ...{
      inbound: NOBODY,
      outbound: new Collector(),
      snapshot,
      dialect,
      operation: 'chat',
      requestId,
      startedAt,
    },
    startedMono: deps.clock.monotonic(),
    key: { id: PROBE_KEY, name: PROBE_KEY, workspaceId, tags: {} },
    raw: Buffer.from(JSON.stringify(body)),
    ...{ chat, features },
    header: {
      ...{ requestId, startedAt, workspaceId, keyId: PROBE_KEY, door: deps.door, api: dialect.name },
      ...{ stream: false, requestedModel: model.id, tags: {} },
      route: {
        ...{ task: 'probe', signals: [], inputTokensEstimated: features.inputTokens },
        ...{ candidates: [targetName(target)], skipped: [] },
      },
      configVersion: snapshot.version,
    },
    ...{ settings: {}, escalateTo: [], attempts: [], answerHeaders: {}, cacheUse: undefined },
  };
}
