import { expect, test } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { retryDeadLetters } from '@/lib/ledger/retry-dead-letters';
import { encodeFrame } from '@/tests/support/encode-frame';
import { freshDatabase } from '@/tests/support/fresh-database';
import { readBooks } from './books';
import { done } from './sample-records';

test('a dead letter that can be booked now is, once; one that is broken stays as it was', async () => {
  const database = await freshDatabase();
  const letter = (frame: Buffer) => frame.subarray(0, -1).toString('utf8');
  const add = (offset: number, record: string) =>
    withClient(database.url, (client) =>
      client.query(
        `INSERT INTO ledger_dead_letter (segment, "offset", reason, record) VALUES ('s.log', $1, 'refused', $2)`,
        [offset, record],
      ),
    );
  await add(0, letter(encodeFrame(done('req_a'))));
  await add(500, letter(encodeFrame(done('req_b'))).replace('req_b', 'req_x'));
  const retry = () => withClient(database.url, retryDeadLetters);
  const kept = [{ segment: 's.log', offset: 500, reason: 'checksum differs' }];
  expect(await retry()).toEqual({ booked: 1, kept });
  expect(await retry()).toEqual({ booked: 0, kept });
  await add(0, letter(encodeFrame(done('req_a'))));
  expect(await retry(), 'what is on the books already is not booked again').toEqual({ booked: 1, kept });
  const books = await readBooks(database.url);
  expect(books).toMatchObject({ requests: 1, deadLetters: 1, rollups: { requests: 1 } });
  await database.drop();
});
