import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Target } from '@/lib/routing/select-targets';
import type { Task } from '@/lib/routing/tasks';
import { drawLogNormal } from '@/lib/simulator/log-normal';
import type { Random } from '@/lib/simulator/random';
import { TRAFFIC } from './traffic';

/** Below this, prompts are too short for a provider's cache. */
const CACHEABLE_TOKENS = 1_024;

export function drawTokens([median, p95]: readonly [number, number], random: Random): number {
  return Math.max(1, Math.round(drawLogNormal(median, p95, random)));
}

/** What a finished call at this target used: some prompts are partly cached, some models reason. */
export function drawUsage(task: Task, inputTokens: number, target: Target, random: Random): MeterQuantities {
  const { output, reasoning } = TRAFFIC[task];
  const meters: MeterQuantities = {
    ...splitPrompt(inputTokens, target, random),
    'out.text': drawTokens(output, random),
  };
  if (reasoning !== undefined && target.model.capabilities?.reasoning) {
    meters['out.reasoning'] = drawTokens(reasoning, random);
  }
  return meters;
}

function splitPrompt(inputTokens: number, target: Target, random: Random): MeterQuantities {
  if (inputTokens < CACHEABLE_TOKENS || random() > 0.55) return { 'in.text': inputTokens };
  const cached = Math.floor((inputTokens * (0.3 + 0.5 * random())) / 128) * 128;
  if (cached === 0) return { 'in.text': inputTokens };
  const writes = target.provider.dialect === 'anthropic-messages' && random() < 0.2;
  return { 'in.text': inputTokens - cached, [writes ? 'in.cache_write.5m' : 'in.cache_read']: cached };
}
