import pg from 'pg';
import { type NewLabel, storeLabel } from '@/lib/feedback/store-label';
import { formatPico, type Pico } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

/** Whose allowance it is: of a rule, in a workspace, on a day (UTC). */
export interface ShadowPlace {
  ruleId: string;
  workspaceId: string;
  /** `2026-11-22`. */
  day: string;
}

export interface ShadowCaps {
  maxRequestsPerDay: number;
  maxUsdPerDay: UsdString;
}

/** What shadows need beside the pipeline. */
export interface ShadowDesk {
  /** A place among those that run at once in this process, and how to give it back; undefined: all are taken. */
  enter(): (() => void) | undefined;
  /** Holds an amount of the day's allowance; false: it is used up. Rejects while the database is away. */
  take(place: ShadowPlace, amount: Pico, caps: ShadowCaps): Promise<boolean>;
  /** What was held is replaced by what was spent. */
  settle(place: ShadowPlace, held: Pico, spent: Pico): Promise<void>;
  label(label: NewLabel): Promise<void>;
  /** Told of what went wrong: nobody waits for a shadow. */
  onError(error: unknown): void;
  close(): Promise<void>;
}

/** More at once would take from requests that somebody waits for. */
const AT_ONCE = 4;
const TIMES = { connectionTimeoutMillis: 2_000, query_timeout: 5_000 };

const TAKE = `INSERT INTO shadow_day AS day (rule_id, workspace_id, day, requests, usd)
  SELECT $1, $2, $3::date, 1, $4::numeric WHERE $4::numeric <= $6::numeric
  ON CONFLICT (rule_id, workspace_id, day) DO UPDATE
    SET requests = day.requests + 1, usd = day.usd + excluded.usd
    WHERE day.requests < $5 AND day.usd + excluded.usd <= $6::numeric
  RETURNING 1`;
const SETTLE = `UPDATE shadow_day SET usd = greatest(0, usd - $4::numeric + $5::numeric)
  WHERE rule_id = $1 AND workspace_id = $2 AND day = $3::date`;

/** Connects when the first shadow is asked. */
export function openShadow(databaseUrl: string, onError: (error: unknown) => void): ShadowDesk {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, ...TIMES });
  pool.on('error', onError);
  let running = 0;
  return {
    onError,
    enter() {
      if (running >= AT_ONCE) return undefined;
      running += 1;
      return () => void (running -= 1);
    },
    async take({ ruleId, workspaceId, day }, amount, { maxRequestsPerDay, maxUsdPerDay }) {
      const values = [ruleId, workspaceId, day, formatPico(amount), maxRequestsPerDay, maxUsdPerDay];
      return (await pool.query(TAKE, values)).rowCount === 1;
    },
    async settle({ ruleId, workspaceId, day }, held, spent) {
      await pool.query(SETTLE, [ruleId, workspaceId, day, formatPico(held), formatPico(spent)]);
    },
    label: (label) => storeLabel(pool, label),
    close: () => pool.end(),
  };
}
