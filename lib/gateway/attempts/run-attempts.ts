import type { Target } from '@/lib/routing/select-targets';
import type { Course } from './attempt-target';
import { readCeiling } from '../plan/cost-ceiling';
import type { AdmittedExchange } from '../exchange';
import { TargetQueue } from '../targets/target-queue';
import { Walk } from './try-in-order';
import type { Current } from './try-target';

/**
 * Tries the targets in order until one answers, each as often as makes sense. Falls over only while no byte has
 * reached the client. Throws GatewayError when none answered; the books are then still open, for the caller to close.
 */
export async function runAttempts(admitted: AdmittedExchange, targets: readonly Target[]): Promise<void> {
  const ceiling = readCeiling(admitted);
  const exchange = ceiling === undefined ? admitted : { ...admitted, ceiling };
  const first: Current = { attempt: undefined, wake: undefined, isCut: false };
  const course: Course = { runs: [first], made: 0 };
  exchange.outbound.onClientGone(() => {
    for (const { attempt, wake } of [...course.runs]) {
      attempt?.clientGone();
      wake?.();
    }
  });
  const { health, load } = exchange.deps;
  const { retryBudget } = health;
  const running = { cut: () => course.runs.forEach(cut) };
  load.add(running);
  retryBudget.enter();
  try {
    await new Walk(exchange, new TargetQueue(exchange, targets), course, first).tryInOrder();
  } finally {
    retryBudget.leave();
    load.remove(running);
  }
}

/** This process stops: what streams gets an error frame, what waits an error. */
function cut(current: Current): void {
  current.isCut = true;
  current.attempt?.cut();
  current.wake?.();
}
