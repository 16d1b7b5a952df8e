import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { Features } from '@/lib/routing/features';
import type { PosteriorTable } from '@/lib/routing/learn/posterior';
import { selectTargets, targetName, type RoutePlan } from '@/lib/routing/select-targets';
import { stickyShare } from '@/lib/routing/sticky-share';
import type { Exchange, GatewayDeps } from '../exchange';

const NO_BELIEFS: PosteriorTable = new Map();

/**
 * Where a request may go. Draws stick to the session that the request names, else to its user; without either each
 * request is drawn for itself.
 */
export function chooseRoute(
  exchange: Pick<Exchange, 'snapshot' | 'requestId'> & { deps: Pick<GatewayDeps, 'health'> },
  key: ActiveKey,
  features: Features,
): RoutePlan {
  const { snapshot, deps, requestId } = exchange;
  const mode = features.stream ? 'stream' : 'json';
  return selectTargets(features, snapshot, {
    share: stickyShare(features.session ?? features.user ?? requestId),
    requestId,
    knowledge: {
      beliefs: snapshot.beliefs.get(key.workspaceId) ?? NO_BELIEFS,
      head: snapshot.heads.get(key.workspaceId),
      expectedCostUsd: snapshot.expectedCostUsd,
      // Its own traffic knows best; until there is some, the newest benchmark does.
      latencyMs: (target) =>
        deps.health.viewOf(target, mode).p99Ms ?? snapshot.latencyPriors.get(targetName(target))?.[mode],
    },
  });
}
