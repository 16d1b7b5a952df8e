import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { authenticate } from '@/lib/users/authenticate';
import { hashPassword } from '@/lib/users/passwords/hash-password';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const TRIES = 7;
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  const passwordHash = await hashPassword('correct horse battery');
  await db().user.create({ data: { email: 'known@example.com', role: 'viewer', passwordHash } });
  await db().user.create({ data: { email: 'federated@example.com', role: 'viewer' } });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

async function msOf(email: string, address: string): Promise<number> {
  const startedAt = performance.now();
  const { kind } = await authenticate({ email, password: 'a wrong password' }, address);
  expect(kind).toBe('refused');
  return performance.now() - startedAt;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Without the work on a decoy an unknown address would be answered some fifty times sooner. */
test('a failed sign-in takes as long for an address that nobody has as for one that somebody has', async () => {
  const times: Record<string, number[]> = { known: [], unknown: [], federated: [] };
  await msOf('first@example.com', '10.0.0.9');
  for (let n = 0; n < TRIES; n += 1)
    for (const who of Object.keys(times)) times[who]?.push(await msOf(`${who}@example.com`, `10.0.${n}.1`));
  const [known = 0, ...others] = Object.values(times).map(median);
  for (const other of others) {
    expect(other / known).toBeGreaterThan(0.4);
    expect(other / known).toBeLessThan(2.5);
  }
});
