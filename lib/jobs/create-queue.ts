import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type PgBoss from 'pg-boss';
import { inTurn } from './once-in-fleet';

const DEADLOCK = '40P01';
const MAX_TRIES = 10;
const AGAIN_MS = 200;

/**
 * Makes a queue unless there is one. Each has a partition of its own, and two that are made at once would lock each other out: so
 * they are made in turn. Of a queue and a job that is taken meanwhile PostgreSQL may still end the queue, which tries again.
 */
export async function createQueue(pool: pg.Pool, boss: PgBoss, queue: PgBoss.Queue): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await inTurn(pool, 'queues', () => boss.createQueue(queue.name, queue));
      return;
    } catch (error) {
      const isDeadlock = error instanceof Error && 'code' in error && error.code === DEADLOCK;
      if (!isDeadlock || tries === MAX_TRIES) throw error;
      await wait(AGAIN_MS * Math.random() + AGAIN_MS);
    }
  }
}
