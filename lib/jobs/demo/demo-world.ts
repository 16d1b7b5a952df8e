import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { selectTargets } from '@/lib/routing/select-targets';
import type { DemoWorld } from './demo-request';
import { demoOutage } from './outage';

/** The world of the demo under the present configuration; undefined when that has no chat model that is enabled. */
export function demoWorld(snapshot: Snapshot, endMs: number): DemoWorld | undefined {
  const modelIds = [...new Set(snapshot.models.values())]
    .filter(({ capabilities }) => !capabilities?.embeddings)
    .filter(({ offers }) => offers.some(({ provider }) => snapshot.providers.get(provider)?.enabled))
    .map(({ id }) => id)
    .sort();
  if (modelIds.length === 0) return undefined;
  return { snapshot, modelIds, endMs, outage: outageOf(snapshot, endMs) };
}

/** It hits who serves complex reasoning first, where rules usually name a fallback at another provider. */
function outageOf(snapshot: Snapshot, endMs: number): DemoWorld['outage'] {
  const plan = selectTargets(
    {
      requestedModel: 'auto',
      keyId: '',
      tags: {},
      stream: false,
      inputTokens: 2_000,
      chars: 8_000,
      at: endMs,
      task: 'complex_reasoning',
      signals: [],
      needs: { tools: false, images: false, jsonSchema: false },
    },
    snapshot,
  );
  const first = plan.kind === 'targets' ? plan.targets[0] : undefined;
  return first === undefined ? undefined : demoOutage(endMs, first.provider.id);
}
