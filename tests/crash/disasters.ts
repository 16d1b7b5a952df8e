import type { EmbeddedPostgres } from '@/lib/boot/postgres/open';
import { childPids } from '../support/child-pids';
import type { Traffic } from './traffic';

const KILL_EVERY_MS = 6_000;
const AWAY_MS = 8_000;

export interface Disasters {
  /** Kinds of the processes that were killed, in order. */
  killed: string[];
  /** Requests in flight at the kills of gateways, added up: no more can be orphans. */
  inFlightAtKills: number;
  databaseAwayMs: number;
}

/** For `durationMs`: kill -9 of a random gateway or worker every few seconds, and once the database stops for a while. */
export async function strike(
  world: { supervisor: number; traffic: Traffic; postgres: EmbeddedPostgres },
  durationMs: number,
): Promise<Disasters> {
  const disasters: Disasters = { killed: [], inFlightAtKills: 0, databaseAwayMs: 0 };
  const kill = () => {
    const { gateway = [], worker = [] } = childPids(world.supervisor);
    const victims = [...gateway, ...worker];
    const victim = victims[Math.floor(Math.random() * victims.length)];
    if (victim === undefined) return;
    const isGateway = gateway.includes(victim);
    if (isGateway) disasters.inFlightAtKills += world.traffic.inFlight();
    process.kill(victim, 'SIGKILL');
    disasters.killed.push(isGateway ? 'gateway' : 'worker');
  };
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const killing = setInterval(kill, KILL_EVERY_MS);
  await pause(durationMs / 3);
  const left = performance.now();
  await world.postgres.stop();
  await pause(Math.min(AWAY_MS, durationMs / 6));
  await world.postgres.revive();
  disasters.databaseAwayMs = performance.now() - left;
  await pause(Math.max(0, (durationMs * 2) / 3 - disasters.databaseAwayMs));
  clearInterval(killing);
  return disasters;
}
