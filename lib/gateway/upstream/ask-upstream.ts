import { dialectFor } from '@/lib/dialects/registry';
import { tryParseJson } from '@/lib/dialects/json-value';
import { openUpstream, type UpstreamCall, type UpstreamControl } from '@/lib/providers/open-upstream';
import type { Target } from '@/lib/routing/select-targets';
import type { Exchange } from '../exchange';
import { failureToError } from './failure-to-error';

/** A question whose answer is small and bills nothing. */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_WAIT_MS = 10_000;

/**
 * Asks a provider something that costs nothing and is not on the books. Resolves to the parsed answer, or to undefined
 * when there is none in time or `signal` ends it. Rejects with a GatewayError when the provider calls the request wrong (400, 413, 422).
 */
export function askUpstream(
  exchange: Exchange,
  target: Target,
  call: UpstreamCall,
  signal: AbortSignal,
): Promise<unknown> {
  const { provider } = target;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let bytes = 0;
    // A call that fails at once reports before there is a control.
    let control: UpstreamControl | undefined = undefined;
    const stop = () => {
      clearTimeout(timer);
      control?.abort();
      resolve(undefined);
    };
    const timer = setTimeout(stop, Math.min(MAX_WAIT_MS, provider.timeouts.headersMs));
    control = openUpstream(call, {
      onHeaders: (answered) => {
        status = answered;
      },
      onData: (chunk) => {
        bytes += chunk.length;
        if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk);
        else stop();
      },
      onEnd: () => {
        clearTimeout(timer);
        try {
          resolve(readAnswer(target, status, Buffer.concat(chunks).toString('utf8')));
        } catch (error) {
          reject(error instanceof Error ? error : new Error('The answer could not be read.'));
        }
      },
      onError: stop,
    });
    exchange.outbound.onClientGone(stop);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Undefined: an error of ours or of the provider's. Throws GatewayError for one of the request's. */
function readAnswer({ provider }: Target, status: number, text: string): unknown {
  if (status === 200) return tryParseJson(text);
  const error = dialectFor(provider.dialect).readError(status, text);
  if (error === undefined || ![400, 413, 422].includes(status)) return undefined;
  throw failureToError({ kind: 'upstream', error });
}
