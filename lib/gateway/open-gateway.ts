import pg from 'pg';
import { openBodySpool } from '@/lib/bodies/spool';
import { runBudgets } from '@/lib/budgets/run-budgets';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { SemanticIndex } from '@/lib/cache/semantic/semantic-index';
import { PgAnswerStore } from '@/lib/cache/store/pg-answer-store';
import { systemClock } from '@/lib/clock';
import { watchSnapshot } from '@/lib/config/snapshot/watch-snapshot';
import { parseAllowList } from '@/lib/egress/policy';
import { dataPath, env } from '@/lib/env';
import { openFeedback } from '@/lib/feedback/open-feedback';
import { fleetMetrics } from '@/lib/fleet/fleet-metrics';
import { joinFleet } from '@/lib/fleet/join-fleet';
import { digestKey } from '@/lib/keys/digest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { hearProbes } from '@/lib/health/probes/hear-probes';
import { reportHealth } from '@/lib/health/report-health';
import { type Standing } from '@/lib/health/readiness';
import { standingOf } from '@/lib/health/standing';
import { logger, requestLog } from '@/lib/logger';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { deriveKey } from '@/lib/secrets/derive-key';
import { WarmSessions } from '@/lib/routing/warm-sessions';
import { openShadow } from '@/lib/shadow/open-shadow';
import type { Family } from '@/lib/telemetry/metrics/family';
import { RequestMetrics } from '@/lib/telemetry/metrics/request-metrics';
import { startTelemetry } from '@/lib/telemetry/start-telemetry';
import { closeLedgerFirst } from './books/close-ledger-first';
import type { GatewayDeps } from './exchange';
import { IdempotencyStore } from './entrance/idempotency';
import { KeyLimits } from './entrance/key-limits';
import { Load } from './entrance/load';
import { TargetHealth } from './targets/target-health';

export interface Gateway {
  deps: GatewayDeps;
  metrics: RequestMetrics;
  /** How this process stands, for /readyz. */
  standing: () => Promise<Standing>;
  /** What gateways share; undefined: nothing. */
  fleet: { metrics: () => Family[] } | undefined;
  close(): Promise<void>;
}

/** Opens what the pipeline needs in this process: configuration, local log, connections. Throws without a first configuration. */
export async function openGateway(door: GatewayDeps['door']): Promise<Gateway> {
  const settings = env();
  const { DATABASE_URL: databaseUrl, TOLLGATE_MAX_BODY_BYTES: maxBodyBytes } = settings;
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set in this process.');
  const watch = await watchSnapshot({
    databaseUrl,
    onError: (err) => logger.warn({ err }, 'configuration could not be read; the last good one stays'),
  });
  const ledger = openLedgerWriter({
    directory: dataPath('ledger'),
    durability: settings.TOLLGATE_DURABILITY,
  });
  const pools = new ConnectionPools(parseAllowList(settings.TOLLGATE_EGRESS_ALLOW));
  const metrics = new RequestMetrics();
  const telemetry = startTelemetry({
    endpoint: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
    // At a level that leaves them out, lines are not made either.
    log: settings.TOLLGATE_REQUEST_LOG === 'on' && requestLog.isLevelEnabled('info') ? requestLog : undefined,
    onError: (err) => logger.warn({ err }, 'telemetry: a request could not be told of'),
  });
  const load = new Load();
  load.watch(systemClock.monotonic);
  const running = await runBudgets({
    databaseUrl,
    ledgerDirectory: dataPath('ledger'),
    process: process.env['TOLLGATE_PROCESS'] ?? door,
    onError: (err) => logger.warn({ err }, 'budgets: the database could not be asked'),
  });
  let instances = () => 1;
  const fleet = await joinFleet(settings, () => instances());
  const health = new TargetHealth(
    systemClock.monotonic,
    (alert, target, reason) => logger.warn({ alert, target }, `a target needs attention: it ${reason}`),
    fleet?.sharing,
  );
  const reporter = reportHealth({
    ...{ databaseUrl, health, clock: systemClock, snapshot: () => watch.current() },
    process: process.env['TOLLGATE_PROCESS'] ?? door,
    port: settings.PORT,
    onError: (err) => logger.warn({ err }, 'health: the state of targets could not be reported'),
  });
  const probes = hearProbes({
    ...{ databaseUrl, health, snapshot: () => watch.current() },
    onError: (err) => logger.warn({ err }, 'health: what probes found out could not be read'),
  });
  instances = reporter.instances;
  fleet?.attach({
    hear: (hint) => health.hear(hint),
    look: () => watch.look(),
    configAgeMs: () => watch.ages().configAgeMs,
  });
  const bodies = openBodySpool(dataPath('bodies'), (reason, count) =>
    logger.warn({ err: reason, bodies: count }, 'bodies: some are not kept'),
  );
  const feedback = openFeedback(databaseUrl, systemClock.now, (err) =>
    logger.warn({ err }, 'feedback: a connection broke'),
  );
  const shadow = openShadow(databaseUrl, (err) => logger.warn({ err }, 'shadow: an answer was not compared'));
  const memory = new AnswerMemory(
    settings.TOLLGATE_CACHE_MB * 1024 * 1024,
    new SemanticIndex(systemClock.monotonic),
  );
  const answers = new PgAnswerStore({
    ...{ databaseUrl, memory, now: systemClock.now },
    isWanted: () => watch.current().rules.some(({ settings: { cache } }) => cache !== undefined),
    onError: (err) => logger.warn({ err }, 'cache: the database could not be asked'),
  });
  const shared =
    fleet !== undefined && settings.TOLLGATE_CACHE_REDIS === 'on' ? fleet.answers(answers) : answers;
  const once = new IdempotencyStore(systemClock.monotonic);
  const jobs = new pg.Pool({ connectionString: databaseUrl, max: 3, connectionTimeoutMillis: 2_000 });
  jobs.on('error', (err) => logger.warn({ err }, 'files and batches: a connection broke'));
  return {
    metrics,
    standing: standingOf(
      { load, ledger, clock: systemClock },
      watch,
      dataPath('ledger'),
      () => fleet?.link.problem,
    ),
    fleet: fleet && { metrics: () => fleetMetrics(fleet, instances()) },
    deps: {
      clock: systemClock,
      snapshot: () => watch.current(),
      ledger: metrics.watch(ledger, telemetry.take),
      pools,
      keyLimits: new KeyLimits(systemClock.monotonic, fleet?.sharing.newLimit),
      revocations: fleet?.revocations,
      load,
      idempotency: fleet?.once(once) ?? once,
      health,
      sessions: new WarmSessions(),
      cache: new AnswerCache(memory, shared, settings.TOLLGATE_CACHE_WAIT_MS),
      budgets: running.budgets,
      feedback,
      shadow,
      bodies,
      jobs,
      digestKey,
      fingerprintKey: deriveKey('prompt fingerprints').toString('hex'),
      maxBodyBytes,
      door,
      onInternalError: (err, requestId) => logger.error({ err, requestId }, 'request failed inside'),
    },
    async close() {
      load.stop();
      await closeLedgerFirst(ledger, [
        () => Promise.resolve(telemetry.close()),
        () => reporter.close(),
        () => probes.close(),
        () => watch.close(),
        () => running.close(),
        () => feedback.close(),
        () => shadow.close(),
        () => bodies.close(),
        () => jobs.end(),
        () => answers.close(),
        () => pools.close(),
        () => fleet?.close() ?? Promise.resolve(),
      ]);
    },
  };
}
