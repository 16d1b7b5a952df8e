import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { migrate } from '@/lib/boot/migrate';
import { openPostgres, type EmbeddedPostgres } from '@/lib/boot/postgres/open';
import { startIngest } from '@/lib/ledger/ingest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { readBooks } from './books';
import { logDirectory } from './log-directory';
import { attempt, done, header, intent } from './sample-records';

let data: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  data = mkdtempSync(path.join(tmpdir(), 'tollgate-away-'));
  server = await openPostgres(data, { fsync: 'off' });
  await migrate(server.url);
});
afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
  rmSync(server.cluster, { recursive: true, force: true });
});

test('PostgreSQL stops while requests are served and comes back: the log keeps them, then all are on the books', async () => {
  const directory = logDirectory();
  const errors: unknown[] = [];
  const writer = openLedgerWriter({ directory });
  const ingester = startIngest({
    databaseUrl: server.url,
    directory,
    onError: (error) => errors.push(error),
  });
  let written = 0;
  const write = async (count: number) => {
    for (const end = written + count; written < end; written += 1) {
      const id = `req_${written}`;
      // Of now: an intent of days ago, read before its completion, would be one that its process forgot.
      const startedAt = Date.now();
      const request = header(id, { startedAt });
      await writer.append(intent(id, 1, { startedAt, request }));
      await writer.append(done(id, { request, attempts: [attempt({ startedAt })] }));
    }
  };
  await write(500);
  await ingester.idle();
  await write(500);
  await server.stop();
  await vi.waitUntil(() => errors.length > 0, { timeout: 10_000 });
  await write(500);
  const caughtUp = ingester.idle();
  expect(await Promise.race([caughtUp.then(() => 'caught up'), Promise.resolve('still waiting')])).toBe(
    'still waiting',
  );
  expect(await server.revive()).toBe(true);
  await caughtUp;
  await write(500);
  await ingester.idle();
  await ingester.close();
  writer.close();
  const books = await readBooks(server.url);
  expect(books).toMatchObject({ requests: 2_000, attempts: 2_000, orphans: 0, deadLetters: 0 });
  expect(books.rollups).toMatchObject({ requests: 2_000, attempts: 2_000 });
  expect(books.cost).toEqual({ attempts: '0.028', requests: '0.028', rollups: '0.028' });
});
