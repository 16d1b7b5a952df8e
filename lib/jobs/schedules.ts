import { runAlerts } from '@/lib/alerts/run-alerts';
import { openBatchPipeline } from '@/lib/batches/pipeline';
import { runBatches } from '@/lib/batches/run-batches';
import { runSweeping } from '@/lib/cache/store/run-sweeping';
import { runCanaries } from '@/lib/canary/run-canaries';
import { runSchedule } from '@/lib/drafts/run-schedule';
import { sessionUrl } from '@/lib/database/session-url';
import { runDryRuns } from '@/lib/dryrun/run-dry-runs';
import { dataPath, env } from '@/lib/env';
import { runLearning } from '@/lib/feedback/run-learning';
import { shareGateway } from '@/lib/gateway/share-gateway';
import { runProbes } from '@/lib/health/probes/run-probes';
import { logger } from '@/lib/logger';
import { runRetention } from '@/lib/retention/run-retention';

/** What the fleet needs once. With several workers each part sees to it that only one does it at a time. */
export function startSchedules(databaseUrl: string): { close(): Promise<void> } {
  const settings = env();
  const warn = (message: string) => (err: unknown) => logger.warn({ err }, message);
  const gateway = shareGateway();
  const batches = runBatches({
    databaseUrl: sessionUrl(databaseUrl),
    openPipeline: () => openBatchPipeline(gateway),
    onError: warn('batches: not gone on with'),
  });
  batches.catch((err: unknown) => logger.error({ err }, 'batches: none can run until the next start'));
  const running = [
    runProbes({
      databaseUrl,
      openGateway: gateway,
      onError: warn('health: a target could not be probed'),
    }),
    runAlerts({
      databaseUrl,
      ledgerDirectory: dataPath('ledger'),
      egressAllow: settings.TOLLGATE_EGRESS_ALLOW,
      publicUrl: settings.TOLLGATE_PUBLIC_URL,
      onError: warn('alerts: not looked at, or not sent'),
    }),
    runLearning({ databaseUrl, onError: warn('routing: labels could not be learnt') }),
    runSweeping({ databaseUrl, onError: warn('cache: expired answers could not be removed') }),
    runDryRuns({ databaseUrl, onError: warn('dry run: not run to its end') }),
    runSchedule({ onError: warn('drafts: what is due could not be published') }),
    runCanaries({ onError: warn('canaries: not looked at') }),
    runRetention({
      bookDays: settings.TOLLGATE_RETENTION_DAYS,
      onError: warn('retention: what is old could not be deleted'),
    }),
  ];
  return {
    async close() {
      const closed = Promise.all(running.map((part) => part.close()));
      await batches.then(
        (started) => started.close(),
        () => undefined,
      );
      await closed;
    },
  };
}
