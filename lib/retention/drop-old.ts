import { TOLLGATE } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { DEFAULT_RETENTION_DAYS, type BodySettings } from '@/lib/bodies/settings';
import type { Transaction } from '@/lib/config/database';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { db } from '@/lib/db';
import { forgetPrompts } from '@/lib/latency/forget-prompts';

const DAY_MS = 86_400_000;
/** Any number, the same in every Tollgate: one worker at a time. */
const LOCK_KEY = 7_465_646_704n;
const TIMEOUT_MS = 120_000;

export interface Dropped {
  /** Tables of whole days. */
  partitions: string[];
  /** Bodies of workspaces that keep them for a shorter time than others. */
  bodies: number;
  /** Latency benchmarks that have waited for so long that the prompts brought to them went. */
  benchmarks: number;
  /** Words of feedback on requests that went. */
  words: number;
}

/**
 * Deletes what is older than it is kept: bodies by the days of their workspace, requests and attempts by `bookDays`
 * (absent: they are kept). Whole days go by dropping their tables. What goes is in the audit log. Nothing is done while
 * another worker does it.
 */
export async function dropOld(bookDays: number | undefined, now: Date = new Date()): Promise<Dropped> {
  return db().$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<
        { mine: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${LOCK_KEY}::bigint) AS mine`;
      if (lock?.mine !== true) return { partitions: [], bodies: 0, benchmarks: 0, words: 0 };
      // Who waits to drop a table keeps all others from it: better once more in an hour.
      await tx.$executeRaw`SET LOCAL lock_timeout = '5s'`;
      const settings = await bodySettings(tx);
      const longest = Math.max(DEFAULT_RETENTION_DAYS, ...settings.map(({ retentionDays }) => retentionDays));
      const partitions = await dropDays(tx, 'body', before(now, longest));
      if (bookDays !== undefined)
        for (const table of ['request', 'attempt'])
          partitions.push(...(await dropDays(tx, table, before(now, bookDays))));
      const words = bookDays === undefined ? 0 : await dropWords(tx, before(now, bookDays));
      const bodies = await dropBodies(tx, settings, now);
      const benchmarks = await dropPrompts(tx, settings, now);
      if (partitions.length > 0 || bodies > 0 || benchmarks > 0 || words > 0)
        await appendAudit(tx, TOLLGATE, {
          action: 'retention.drop',
          subject: { kind: 'data', id: 'old' },
          before: null,
          after: { partitions, bodies, benchmarks, words },
        });
      return { partitions, bodies, benchmarks, words };
    },
    { timeout: TIMEOUT_MS },
  );
}

const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

async function bodySettings(tx: Transaction): Promise<BodySettings[]> {
  const newest = await tx.configVersion.findFirst({
    orderBy: { version: 'desc' },
    select: { document: true },
  });
  return configDocumentSchema.parse(newest?.document ?? {}).bodies;
}

async function dropDays(tx: Transaction, table: string, until: Date): Promise<string[]> {
  const day = until.toISOString().slice(0, 10);
  const [row] = await tx.$queryRaw<
    { dropped: string[] }[]
  >`SELECT drop_day_partitions(${table}, ${day}::date) AS dropped`;
  return row?.dropped ?? [];
}

/** Words of feedback go with their requests: nobody could tell any more whose they are. Scores stay, of which beliefs are summed. */
async function dropWords(tx: Transaction, until: Date): Promise<number> {
  const day = new Date(until.toISOString().slice(0, 10));
  const where = { label: { not: null }, requestStartedAt: { lt: day } };
  return (await tx.routingLabel.updateMany({ where, data: { label: null } })).count;
}

/** Of a workspace without an entry, where single keys keep theirs, the usual time holds. */
async function dropBodies(tx: Transaction, settings: readonly BodySettings[], now: Date): Promise<number> {
  const named = settings.map(({ id }) => id);
  const groups = [
    ...settings.map(({ id, retentionDays }) => ({ where: { workspaceId: id }, days: retentionDays })),
    { where: { workspaceId: { notIn: named } }, days: DEFAULT_RETENTION_DAYS },
  ];
  let count = 0;
  for (const { where, days } of groups) {
    const old = { requestStartedAt: { lt: before(now, days) } };
    count += (await tx.body.deleteMany({ where: { ...where, ...old } })).count;
  }
  return count;
}

/** Prompts of a benchmark go at its end: here are those of which no worker ever made one. */
async function dropPrompts(tx: Transaction, settings: readonly BodySettings[], now: Date): Promise<number> {
  const otherThan = settings.map(({ id }) => id);
  let count = await forgetPrompts(tx, { otherThan, before: before(now, DEFAULT_RETENTION_DAYS) });
  for (const { id, retentionDays } of settings)
    count += await forgetPrompts(tx, { workspaces: [id], before: before(now, retentionDays) });
  return count;
}
