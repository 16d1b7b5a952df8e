import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { readRows } from '@/lib/database/read-rows';
import { Replica } from '@/lib/database/replica';
import { replicaStanding } from '@/lib/database/replica-standing';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { startPair, type Pair } from '../../support/start-replica';

let pair: Pair;
const kept = globalThis as { tollgateReplica?: Replica; tollgateReplicaStanding?: unknown };
const before = process.env['DATABASE_URL'];

beforeAll(async () => {
  pair = await startPair();
  process.env['DATABASE_URL'] = pair.primary.url;
  await db().$disconnect();
  delete (globalThis as { tollgatePrisma?: unknown }).tollgatePrisma;
  kept.tollgateReplica = new Replica(pair.replica.url);
}, 120_000);

afterAll(async () => {
  await kept.tollgateReplica?.close();
  await db().$disconnect();
  delete kept.tollgateReplica;
  delete (globalThis as { tollgatePrisma?: unknown }).tollgatePrisma;
  process.env['DATABASE_URL'] = before;
  await pair.remove();
});

const onReplica = (sql: string) => withClient(pair.replica.url, (client) => client.query(sql));
const whoAnswers = () => readRows(Prisma.sql`SELECT pg_is_in_recovery() AS replica`);

async function standing() {
  delete kept.tollgateReplicaStanding;
  return replicaStanding();
}

describe('figures from a read replica', () => {
  it('come from the replica', async () => {
    await db().workspace.create({ data: { id: 'a', name: 'A' } });
    expect(await whoAnswers()).toEqual([{ replica: true }]);
    const read = () => readRows(Prisma.sql`SELECT name FROM workspace WHERE id = 'a'`);
    await vi.waitFor(async () => expect(await read()).toEqual([{ name: 'A' }]), { timeout: 10_000 });
  });

  it('are said to be behind by as much as the replica is, and not when it has all', async () => {
    await vi.waitFor(async () => expect(await standing()).toEqual({ state: 'reading', behindMs: 0 }), {
      timeout: 10_000,
    });
    await onReplica('SELECT pg_wal_replay_pause()');
    await db().workspace.create({ data: { id: 'b', name: 'B' } });
    const first = await standing();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await standing();
    if (first.state !== 'reading' || second.state !== 'reading') throw new Error('no replica');
    expect(first.behindMs).toBeGreaterThan(0);
    expect(second.behindMs).toBeGreaterThanOrEqual(first.behindMs + 250);
    await onReplica('SELECT pg_wal_replay_resume()');
    await vi.waitFor(async () => expect(await standing()).toEqual({ state: 'reading', behindMs: 0 }), {
      timeout: 10_000,
    });
  });

  it('come from the primary while the replica is away, and nobody waits for it again and again', async () => {
    await pair.replica.stop();
    expect(await whoAnswers()).toEqual([{ replica: false }]);
    expect(kept.tollgateReplica?.isAway).toBe(true);
    expect(await standing()).toEqual({ state: 'away' });
    await expect(readRows(Prisma.sql`SELECT no_such_column`)).rejects.toThrow(/no_such_column/);
  });
});
