import { z } from 'zod';
import { db } from '@/lib/db';
import { replica } from './replica';

/** `behindMs`: age of the newest change that the replica has, where it lacks some; 0: it has all. */
export type ReplicaStanding = { state: 'none' } | { state: 'away' } | { state: 'reading'; behindMs: number };

const LOOK_EVERY_MS = 5_000;
const primaryRow = z.tuple([z.object({ lsn: z.string() })]);
const replicaRow = z.tuple([z.object({ hasAll: z.boolean().nullable(), ageMs: z.number().nullable() })]);

const kept = globalThis as typeof globalThis & {
  tollgateReplicaStanding?: { atMono: number; standing: Promise<ReplicaStanding> };
};

/** How far figures of pages may be behind. Looked at every 5 s at most. Throws when the primary does not answer. */
export function replicaStanding(): Promise<ReplicaStanding> {
  const nowMono = performance.now();
  const known = kept.tollgateReplicaStanding;
  if (known !== undefined && nowMono - known.atMono < LOOK_EVERY_MS) return known.standing;
  const standing = look();
  kept.tollgateReplicaStanding = { atMono: nowMono, standing };
  // A failure is not remembered.
  standing.catch(() => delete kept.tollgateReplicaStanding);
  return standing;
}

/** By position in the log and not by time alone: a primary at rest has no newer change to have. */
async function look(): Promise<ReplicaStanding> {
  const reading = replica();
  if (reading === undefined) return { state: 'none' };
  const [{ lsn }] = primaryRow.parse(await db().$queryRaw`SELECT pg_current_wal_lsn()::text AS lsn`);
  const read = await reading.try(
    (client) => client.$queryRaw`
      SELECT NOT pg_is_in_recovery() OR pg_last_wal_replay_lsn() >= ${lsn}::pg_lsn AS "hasAll",
        (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::float8 AS "ageMs"`,
  );
  if (read === undefined) return { state: 'away' };
  const [{ hasAll, ageMs }] = replicaRow.parse(read.result);
  return { state: 'reading', behindMs: hasAll === true ? 0 : Math.max(0, ageMs ?? 0) };
}
