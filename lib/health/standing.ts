import type { SnapshotWatch } from '@/lib/config/snapshot/watch-snapshot';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { logBytes } from '@/lib/ledger/log/log-bytes';
import type { Standing } from './readiness';

/** The disk is looked at no more often, however many ask. */
const LOOK_EVERY_MS = 2_000;

/** Tells how a gateway stands at this moment; who may ask is not checked. */
export function standingOf(
  { load, ledger, clock }: Pick<GatewayDeps, 'load' | 'ledger' | 'clock'>,
  watch: Pick<SnapshotWatch, 'current' | 'ages'>,
  ledgerDirectory: string,
  sharedProblem: () => string | undefined = () => undefined,
): () => Promise<Standing> {
  let lookedMono = Number.NEGATIVE_INFINITY;
  let bytes: Promise<number | undefined> = Promise.resolve(undefined);
  return async () => {
    if (clock.monotonic() - lookedMono >= LOOK_EVERY_MS) {
      lookedMono = clock.monotonic();
      bytes = logBytes(ledgerDirectory).catch(() => undefined);
    }
    return {
      load: load.problems,
      ledger: ledger.problem?.(),
      configVersion: watch.current().version,
      ...watch.ages(),
      sharedProblem: sharedProblem(),
      logBytes: await bytes,
    };
  };
}
