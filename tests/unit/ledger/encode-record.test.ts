import { expect, test } from 'vitest';
import { encodeRecord } from '@/lib/ledger/log/encode-record';
import { attempt, done, header, intent } from '@/tests/integration/ledger/sample-records';

test('a record reads back as it was, the intent of a retry too, which carries no request', () => {
  for (const record of [
    intent('req_a', 1, { leases: ['lease'] }),
    intent('req_a', 2),
    done('req_a', { attempts: [] }),
    done('req_a', {
      errorCode: 'timeout',
      attempts: [attempt(), attempt({ attempt: 2, firstContentMs: 3 })],
    }),
  ])
    expect(JSON.parse(encodeRecord(record))).toEqual(JSON.parse(JSON.stringify(record)));
});

test('the completion tells of the targets that were skipped after the intent', () => {
  const request = header('req_a');
  encodeRecord(intent('req_a', 1, { request }));
  request.route.skipped.push({ target: 'sim/large', reason: 'its budget is used up' });
  expect(JSON.parse(encodeRecord(done('req_a', { request })))).toMatchObject({
    request: { route: { skipped: [{ target: 'sim/large', reason: 'its budget is used up' }] } },
  });
});
