import { dialectFor } from '@/lib/dialects/registry';
import { sumMeters } from '@/lib/dialects/sum-meters';
import { CEILING_HEADER } from '@/lib/gateway/plan/cost-ceiling';
import type { WorkerPipeline } from '@/lib/jobs/pipeline';
import { formatPico, type Pico } from '@/lib/pricing/money';
import { targetName } from '@/lib/routing/select-targets';
import type { BookedAs, Measured } from './measured';
import { chatOf, type Planned } from './plan-requests';

/** Through the whole pipeline as the benchmark's key, for no more than `most`. Never rejects. */
export async function askGateway(
  pipeline: WorkerPipeline,
  { target, prompt }: Planned,
  as: BookedAs,
  { maxTokens, most }: { maxTokens: number; most: Pico },
): Promise<Measured> {
  const name = targetName(target);
  const { body } = dialectFor('openai-chat').encodeRequest(chatOf(name, prompt, maxTokens), {
    upstreamModel: name,
  });
  const answer = await pipeline.ask({
    ...{ path: '/v1/chat/completions', body: JSON.stringify(body), keyId: as.keyId, address: as.address },
    headers: {
      'x-tollgate-tags': `benchmark=${as.benchmarkId},way=gateway`,
      // What is measured is the model, not what is remembered of it.
      'x-tollgate-cache': 'off',
      [CEILING_HEADER]: formatPico(most),
    },
  });
  const { done, requestId, costUsd, latencyMs, firstByteMs } = answer;
  const last = done?.attempts.at(-1);
  const isElsewhere = last !== undefined && `${last.provider}/${last.model}` !== name;
  const errorCode =
    done?.outcome === 'success'
      ? isElsewhere
        ? 'served_elsewhere'
        : undefined
      : (done?.errorCode ?? `status_${answer.status}`);
  return {
    ...{ requestId, errorCode, latencyMs, costUsd },
    firstContentMs: errorCode === undefined ? firstByteMs : undefined,
    outTokens: last === undefined ? undefined : sumMeters(last.usage.meters, 'out.'),
  };
}
