import pg from 'pg';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { TargetHealth } from '@/lib/gateway/targets/target-health';
import { resolveTarget } from '@/lib/routing/select-targets';
import { lessonSchema } from './lesson-schema';
import { readLessons } from './store';

const EVERY_MS = 1_000;

export interface HearOptions {
  databaseUrl: string;
  health: Pick<TargetHealth, 'told'>;
  snapshot: () => Snapshot;
  onError: (error: unknown) => void;
  everyMs?: number;
}

/** Takes over what the worker's probes found out, once a second and only where the configuration wants any. */
export function hearProbes({ databaseUrl, health, snapshot, onError, everyMs }: HearOptions): {
  close(): Promise<void>;
} {
  // Connects at the first question.
  const pool = new pg.Pool({
    ...{ connectionString: databaseUrl, max: 1 },
    ...{ connectionTimeoutMillis: 1_000, query_timeout: 2_000 },
  });
  pool.on('error', onError);
  const heard = new Map<string, string>();
  const listen = async () => {
    for (const { name, at, lesson } of await readLessons(pool)) {
      const [target] = resolveTarget(name, snapshot());
      if (target === undefined || heard.get(name) === at) continue;
      heard.set(name, at);
      health.told(target, lessonSchema.parse(lesson));
    }
  };
  let listening: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (![...snapshot().providers.values()].some(({ probe }) => probe !== undefined)) return;
    listening ??= listen()
      .catch(onError)
      .finally(() => (listening = undefined));
  }, everyMs ?? EVERY_MS).unref();
  return {
    async close() {
      clearInterval(timer);
      await listening;
      await pool.end();
    },
  };
}
