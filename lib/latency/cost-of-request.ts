import { estimateAttempt } from '@/lib/budgets/estimate-attempt';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import { parseUsd, type Pico } from '@/lib/pricing/money';
import { chatOf, type Planned } from './plan-requests';

/** Around the one message of a prompt. */
const MESSAGE_TOKENS = 4;

export interface RequestCost {
  inputTokens: number;
  /** With all the output that it may have. */
  expected: Pico;
  /** The same with a margin for what a provider counts otherwise: what is held for it. */
  most: Pico;
}

/** What a request may cost at `at` (epoch ms); undefined for a target without a price. Pure. */
export function costOfRequest(
  { target, prompt }: Planned,
  maxTokens: number,
  { prices }: Pick<Snapshot, 'prices'>,
  at: number,
): RequestCost | undefined {
  const inputTokens = MESSAGE_TOKENS + estimateTokens(prompt);
  const expected = prices.calculate({
    ...{ provider: target.provider.id, model: target.upstreamModel, at, region: target.provider.region },
    usage: { meters: { 'in.text': inputTokens, 'out.text': maxTokens }, provenance: 'estimated' },
  }).totalUsd;
  const most = estimateAttempt({
    ...{ prices, target, inputTokens, embeddings: false, at, smallestLimit: 0n },
    chat: chatOf(target.upstreamModel, prompt, maxTokens),
  });
  if (expected === null || most === undefined) return undefined;
  return { inputTokens, expected: parseUsd(expected), most: most.want };
}
