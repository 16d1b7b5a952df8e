import { dialectFor } from '@/lib/dialects/registry';
import { tryParseJson } from '@/lib/dialects/json-value';
import { openUpstream, type UpstreamCall } from '@/lib/providers/open-upstream';
import type { Target } from '@/lib/routing/select-targets';
import type { Exchange } from './exchange';
import { failureToError } from './failure-to-error';

/** A question whose answer is small and bills nothing. */
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_WAIT_MS = 10_000;

/**
 * Asks a provider something that costs nothing and is not on the books. Resolves to the parsed answer, or to undefined
 * when there is none in time. Rejects with a GatewayError when the provider calls the request wrong (400, 413, 422).
 */
export function askUpstream(exchange: Exchange, target: Target, call: UpstreamCall): Promise<unknown> {
  const { provider } = target;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let bytes = 0;
    const stop = () => {
      clearTimeout(timer);
      control.abort();
      resolve(undefined);
    };
    const timer = setTimeout(stop, Math.min(MAX_WAIT_MS, provider.timeouts.headersMs));
    const control = openUpstream(call, {
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
        const text = Buffer.concat(chunks).toString('utf8');
        if (status === 200) {
          resolve(tryParseJson(text));
          return;
        }
        const error = dialectFor(provider.dialect).readError(status, text);
        const isOurs = error === undefined || ![400, 413, 422].includes(status);
        if (isOurs) resolve(undefined);
        else reject(failureToError({ kind: 'upstream', error }));
      },
      onError: stop,
    });
    exchange.outbound.onClientGone(stop);
  });
}
