import type pg from 'pg';
import type PgBoss from 'pg-boss';
import type { WorkerPipeline } from './pipeline';

/** What each kind of job works with. */
export interface JobDeps {
  databaseUrl: string;
  boss: PgBoss;
  pool: pg.Pool;
  /** Opened when the first job needs it. */
  pipeline: () => Promise<WorkerPipeline>;
  /** The process stops: what is under way comes to its end, nothing new begins. */
  signal: AbortSignal;
  onError: (error: unknown) => void;
}

/** Something that runs until it is closed. */
export interface Job {
  close(): Promise<void>;
}
