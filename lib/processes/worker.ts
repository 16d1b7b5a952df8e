import { runAlerts } from '@/lib/alerts/run-alerts';
import { runBodies } from '@/lib/bodies/run-bodies';
import { runBatches } from '@/lib/batches/run-batches';
import { tendBooks } from '@/lib/budgets/tend-books';
import { runSweeping } from '@/lib/cache/store/run-sweeping';
import { runCanaries } from '@/lib/canary/run-canaries';
import { runSchedule } from '@/lib/drafts/run-schedule';
import { runDryRuns } from '@/lib/dryrun/run-dry-runs';
import { dataPath, env } from '@/lib/env';
import { runLearning } from '@/lib/feedback/run-learning';
import { fillDemo } from '@/lib/jobs/fill-demo';
import { startIngest } from '@/lib/ledger/ingest';
import { logger } from '@/lib/logger';
import { runRetention } from '@/lib/retention/run-retention';
import { openBookMetrics } from '@/lib/telemetry/metrics/open-book-metrics';

const databaseUrl = env().DATABASE_URL;
if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set in this process.');

const directory = dataPath('ledger');
const stopping = new AbortController();
const ingest = startIngest({ databaseUrl, directory });

const budgets = tendBooks({
  databaseUrl,
  ledgerDirectory: directory,
  ingested: () => ingest.idle(),
  onError: (err) => logger.warn({ err }, 'budgets: windows and leases could not be tended'),
});

const alerts = runAlerts({
  databaseUrl,
  ledgerDirectory: directory,
  egressAllow: env().TOLLGATE_EGRESS_ALLOW,
  publicUrl: env().TOLLGATE_PUBLIC_URL,
  onError: (err) => logger.warn({ err }, 'alerts: not looked at, or not sent'),
});

const learning = runLearning({
  databaseUrl,
  onError: (err) => logger.warn({ err }, 'routing: labels could not be learnt'),
});

const sweeping = runSweeping({
  databaseUrl,
  onError: (err) => logger.warn({ err }, 'cache: expired answers could not be removed'),
});

const dryRuns = runDryRuns({
  databaseUrl,
  onError: (err) => logger.warn({ err }, 'dry run: not run to its end'),
});

const schedule = runSchedule({
  onError: (err) => logger.warn({ err }, 'drafts: what is due could not be published'),
});

const canaries = runCanaries({
  onError: (err) => logger.warn({ err }, 'canaries: not looked at'),
});

const bodies = runBodies({
  databaseUrl,
  directory: dataPath('bodies'),
  onError: (err) => logger.warn({ err }, 'bodies: some could not be stored'),
});

const retention = runRetention({
  bookDays: env().TOLLGATE_RETENTION_DAYS,
  onError: (err) => logger.warn({ err }, 'retention: what is old could not be deleted'),
});

const batches = runBatches({
  databaseUrl,
  onError: (err) => logger.warn({ err }, 'batches: not gone on with'),
});
batches.catch((err: unknown) => logger.error({ err }, 'batches: none can run until the next start'));

const metrics = openBookMetrics({
  databaseUrl,
  ledgerDirectory: directory,
  ingestLagMs: () => ingest.lagMs(),
});

const demo = fillDemo({ databaseUrl, directory, ingest, signal: stopping.signal }).catch((err: unknown) => {
  if (!stopping.signal.aborted)
    logger.error({ err }, 'demo: no history this time; the next start tries again');
});

/** The log keeps what is not ingested yet; the next start goes on from there. */
async function stop(): Promise<void> {
  stopping.abort();
  // Before the books close: what is under way comes onto them.
  await batches.then(
    (running) => running.close(),
    () => undefined,
  );
  const tended = Promise.all([
    budgets.close(),
    alerts.close(),
    learning.close(),
    bodies.close(),
    retention.close(),
    sweeping.close(),
    dryRuns.close(),
    schedule.close(),
    canaries.close(),
    metrics.close(),
  ]);
  await ingest.close();
  await tended;
  await demo;
  process.exit(0);
}

process.once('SIGTERM', () => void stop());
// Ctrl-C reaches the whole process group; the supervisor alone decides when to stop.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(1));
process.on('unhandledRejection', (err) => logger.error({ err }, 'unhandled rejection'));

process.send?.({ type: 'ready' });
