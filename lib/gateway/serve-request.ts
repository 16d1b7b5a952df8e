import type { Target } from '@/lib/routing/select-targets';
import { arrangeTargets, rememberSession } from './plan/arrange-targets';
import { throughCache } from './cache/through-cache';
import type { AdmittedExchange } from './exchange';
import { runAttempts } from './attempts/run-attempts';

/** Answers an admitted request; what its rule does not ask for costs a look at an absent setting. Throws GatewayError. */
export function serveRequest(exchange: AdmittedExchange, targets: readonly Target[]): Promise<void> {
  const { cache, affinity, balance } = exchange.settings;
  const run = affinity === undefined && balance === undefined ? runAttempts : runArranged;
  if (cache === undefined) return run(exchange, targets);
  return throughCache(exchange, targets, (asking) => run(asking, targets));
}

async function runArranged(exchange: AdmittedExchange, targets: readonly Target[]): Promise<void> {
  await runAttempts(exchange, arrangeTargets(exchange, targets));
  rememberSession(exchange);
}
