import { runAlerts } from '@/lib/alerts/run-alerts';
import { runSweeping } from '@/lib/cache/store/run-sweeping';
import { runCanaries } from '@/lib/canary/run-canaries';
import { runSchedule } from '@/lib/drafts/run-schedule';
import { sessionUrl } from '@/lib/database/session-url';
import { runDryRuns } from '@/lib/dryrun/run-dry-runs';
import { dataPath, env } from '@/lib/env';
import { runLearning } from '@/lib/feedback/run-learning';
import { runTraining } from '@/lib/heads/run-training';
import { shareGateway } from '@/lib/gateway/share-gateway';
import { runProbes } from '@/lib/health/probes/run-probes';
import { runPairs } from '@/lib/ledger/rollup/run-pairs';
import { logger } from '@/lib/logger';
import { runExport } from '@/lib/warehouse/run-export';
import { runRetention } from '@/lib/retention/run-retention';
import { runJobs } from './run-jobs';

/** What the fleet needs once. With several workers each part sees to it that only one does it at a time. */
export function startSchedules(databaseUrl: string): { close(): Promise<void> } {
  const settings = env();
  const warn = (message: string) => (err: unknown) => logger.warn({ err }, message);
  const gateway = shareGateway();
  const jobs = runJobs({
    databaseUrl,
    openGateway: gateway,
    publicUrl: settings.TOLLGATE_PUBLIC_URL,
    egressAllow: settings.TOLLGATE_EGRESS_ALLOW,
    onError: warn('jobs: not gone on with'),
  });
  jobs.catch((err: unknown) => logger.error({ err }, 'jobs: none can run until the next start'));
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
    runTraining({ databaseUrl, onError: warn('routing: heads could not be trained') }),
    runSweeping({ databaseUrl, onError: warn('cache: expired answers could not be removed') }),
    runPairs({ databaseUrl, onError: warn('ledger: pairs of dimensions could not be added up') }),
    runDryRuns({ databaseUrl, onError: warn('dry run: not run to its end') }),
    runSchedule({ onError: warn('drafts: what is due could not be published') }),
    runCanaries({ onError: warn('canaries: not looked at') }),
    runExport({
      databaseUrl: sessionUrl(databaseUrl),
      address: settings.TOLLGATE_EXPORT_URL,
      onError: warn('export: a day could not be written'),
    }),
    runRetention({
      bookDays: settings.TOLLGATE_RETENTION_DAYS,
      onError: warn('retention: what is old could not be deleted'),
    }),
  ];
  return {
    async close() {
      const closed = Promise.all(running.map((part) => part.close()));
      await jobs.then(
        (started) => started.close(),
        () => undefined,
      );
      await closed;
    },
  };
}
