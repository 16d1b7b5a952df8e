import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { resolveTarget, targetName, type Target } from '@/lib/routing/select-targets';
import type { ProbeSettings } from './probe-settings';

export interface Probed {
  /** `provider/model`. */
  name: string;
  target: Target;
  settings: ProbeSettings;
}

/** The targets that the configuration wants asked, each once. Pure. */
export function probedTargets(snapshot: Pick<Snapshot, 'providers' | 'models'>): Probed[] {
  return [...snapshot.providers.values()].flatMap(({ id, enabled, probe }) => {
    if (!enabled || probe === undefined) return [];
    const names = probe.models ?? firstChatModel(snapshot.models, id);
    const targets = names.flatMap((name) => resolveTarget(`${id}/${name}`, snapshot).slice(0, 1));
    const byName = new Map(targets.map((target) => [targetName(target), target]));
    return [...byName].map(([name, target]) => ({ name, target, settings: probe }));
  });
}

function firstChatModel(models: Snapshot['models'], provider: string): string[] {
  for (const { id, offers, capabilities } of models.values())
    if (capabilities?.embeddings !== true && offers.some((offer) => offer.provider === provider)) return [id];
  return [];
}
