import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import type { ChatRequest } from '@/lib/dialects/chat';
import type { AnswerMode, TargetHealth } from '@/lib/gateway/targets/target-health';
import { readFeatures } from '@/lib/routing/features';
import { selectTargets, type Target } from '@/lib/routing/select-targets';
import { snapshotOf } from '@/tests/support/gateway-fixture';

export const CHAT: ChatRequest = { model: 'm', messages: [], stream: false };

type Provider = NonNullable<z.input<typeof configSchema>['providers']>[number];

/** The one target of a configuration whose provider has these settings. */
export function soleTarget(settings: Partial<Provider> = {}): Target {
  const provider: Provider = { id: 'p', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:9/v1' };
  const config = {
    providers: [{ ...provider, ...settings }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  };
  const plan = selectTargets(readFeatures(CHAT, { keyId: 'k', tags: {}, at: 0 }), snapshotOf(config, []));
  if (plan.kind !== 'targets' || plan.targets[0] === undefined) throw new Error('There is one.');
  return plan.targets[0];
}

/** So many good answers, each of which took so long. False: the gate shut in the midst of them. */
export function serve(
  health: TargetHealth,
  target: Target,
  answers: { count: number; latencyMs: number; limitMs: number; mode?: AnswerMode },
): boolean {
  const { count, latencyMs, limitMs, mode = 'json' } = answers;
  for (let n = 0; n < count; n += 1) {
    const gate = health.enter(target, 0);
    if (gate.kind !== 'open') return false;
    health.ended(target, gate.admission, { mode, failure: undefined, latencyMs, limitMs });
  }
  return true;
}
