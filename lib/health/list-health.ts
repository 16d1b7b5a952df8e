import { publishedDocument } from '@/lib/analytics/published-document';
import type { Scope } from '@/lib/analytics/scope';
import type { Provider } from '@/lib/config/schemas';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { figuresOf, mergeSums, NO_SUMS, seenOf, type WindowSums } from './figures';
import { judgeWithProbe, type SeenProbe } from './probes/judge-probe';
import { readProbes } from './probes/read-probes';
import { judge, type HealthThresholds } from './judge';
import { readReports, type Reports } from './read-reports';
import { nowWindow, rangeWindow, readWindows, type TargetSums } from './read-windows';
import type { HealthRow, ProbeView } from './schemas';
import { thresholdsOf } from './thresholds';

export interface HealthList {
  thresholds: HealthThresholds;
  /** Providers in the order of the configuration, each followed by its models. */
  rows: HealthRow[];
  /** Gateway processes that have reported in the last minute. */
  gateways: number;
}

interface Names {
  provider: string;
  model?: string;
}

/** How every provider and target does, now and in a span. Throws `forbidden` or `not_found`. */
export async function listHealth(viewer: Viewer, scope: Scope, now: Date): Promise<HealthList> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const [document, recent, range, reports] = await Promise.all([
    publishedDocument(),
    readWindows(nowWindow(workspace.id, now)),
    readWindows(rangeWindow(workspace.id, [scope.from, scope.to])),
    readReports(now),
  ]);
  const thresholds = thresholdsOf(document, workspace.id);
  const probes = await readProbes(document);
  const offered = document.providers
    .filter((provider) => provider.enabled)
    .flatMap(({ id }) =>
      document.models
        .filter(({ offers }) => offers.some((offer) => offer.provider === id))
        .map((model) => ({ provider: id, model: model.id })),
    );
  const rows = inOrder([...offered, ...range, ...recent]).map((names) =>
    rowOf(names, { recent, range, reports, thresholds, providers: document.providers, probes, at: now }),
  );
  return { thresholds, rows, gateways: reports.processes };
}

/** Each provider once, before its models, each once. */
function inOrder(targets: readonly { provider: string; model: string }[]): Names[] {
  const byProvider = new Map<string, Set<string>>();
  for (const { provider, model } of targets) {
    const models = byProvider.get(provider) ?? new Set();
    byProvider.set(provider, models.add(model));
  }
  return [...byProvider].flatMap(([provider, models]) => [
    { provider },
    ...[...models].map((model) => ({ provider, model })),
  ]);
}

interface Known {
  recent: readonly TargetSums[];
  range: readonly TargetSums[];
  reports: Reports;
  thresholds: HealthThresholds;
  providers: readonly Provider[];
  probes: ReadonlyMap<string, SeenProbe>;
  at: Date;
}

function rowOf(names: Names, known: Known): HealthRow {
  const { recent, range, reports, thresholds, providers, probes, at } = known;
  const now = figuresOf(total(recent, names));
  const { provider, model } = names;
  const seen = seenOf(now);
  const probe = probes.get(`${provider}/${model ?? ''}`);
  return {
    ...names,
    simulated: providers.some(({ id, simulated }) => id === provider && simulated),
    ...judgeWithProbe(judge(seen, thresholds), seen, probe, at),
    now,
    range: figuresOf(total(range, names)),
    gateways: reports.of(model === undefined ? provider : `${provider}/${model}`),
    ...(probe === undefined ? {} : { probe: viewOf(probe) }),
  };
}

function viewOf({ at, streak, reason, latencyMs }: SeenProbe): ProbeView {
  return { at: at.toISOString(), answered: streak > 0, reason, latencyMs, inRow: Math.abs(streak) };
}

function total(found: readonly TargetSums[], { provider, model }: Names): WindowSums {
  return found
    .filter((one) => one.provider === provider && (model === undefined || one.model === model))
    .reduce((sum, { sums }) => mergeSums(sum, sums), NO_SUMS);
}
