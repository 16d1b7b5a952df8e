import { connect } from 'node:net';
import type { Load } from '@/lib/gateway/entrance/load';
import type { Readiness } from './readiness';

const DASHBOARD_WITHIN_MS = 1_000;

interface FrontOptions {
  load: Pick<Load, 'problems'>;
  /** Processes that a host of this role has. */
  needed: readonly string[];
  /** Loopback port of the pages; undefined: there are none here. */
  dashboardPort: number | undefined;
  /** Names of the processes that answer now. */
  answering: () => Promise<ReadonlySet<string>>;
}

/**
 * Whether a host without gateways does its part. The database is no reason: without it no other host could do better, and
 * pages say themselves that it is away.
 */
export function frontReadiness({
  load,
  needed,
  dashboardPort,
  answering,
}: FrontOptions): () => Promise<Readiness> {
  return async () => {
    const [present, hasPages] = await Promise.all([
      answering(),
      dashboardPort === undefined || isListening(dashboardPort),
    ]);
    const silent = needed.filter((name) => !present.has(name));
    const reasons = [...load.problems];
    if (!hasPages) reasons.push('the dashboard does not answer');
    const lacks = silent.map((name) => `the ${name} does not answer`);
    // Pages go on while the log of their playground waits; a worker that does not answer does nothing at all.
    const isIdle = dashboardPort === undefined;
    if (isIdle) reasons.push(...lacks);
    return { ready: reasons.length === 0, reasons, warnings: isIdle ? [] : lacks };
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: DASHBOARD_WITHIN_MS });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
