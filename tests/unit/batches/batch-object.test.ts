import { expect, test } from 'vitest';
import { batchObject } from '@/lib/batches/batch-object';
import { batchSchema } from '@/lib/batches/schemas';

const STARTED = new Date('2026-11-22T10:00:00Z');
const now = STARTED.getTime() + 60_000;
const row = {
  ...{ id: 'batch_1', workspaceId: 'main', keyId: 'key', author: 'key:key', address: null },
  ...{ endpoint: '/v1/chat/completions', status: 'in_progress', inputFileId: 'file_1' },
  ...{ outputFileId: null, errorFileId: null, metadata: {}, options: {}, problems: [] },
  ...{ total: 400, done: 90, failed: 10, spentUsd: '0.1', uncosted: 0, createdAt: STARTED, runAfter: null },
  ...{ startedAt: STARTED, finalizingAt: null, endedAt: null, cancellingAt: null },
};
const shown = (changes: object) => batchObject(batchSchema.parse({ ...row, ...changes }), now);

test('a batch tells when it may be over, at the pace so far', () => {
  // A hundred in a minute: the other three hundred take three.
  expect(shown({}).expected_end_at).toBe(now / 1000 + 180);
});

test.each([
  ['has not begun', { startedAt: null, done: 0, failed: 0 }],
  ['has no item yet that ended', { done: 0, failed: 0 }],
  ['is over', { status: 'completed', done: 390, endedAt: STARTED }],
])('nothing is foretold of a batch that %s', (_, changes) => {
  expect(shown(changes).expected_end_at).toBeNull();
});
