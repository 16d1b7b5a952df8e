import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { GatewayError } from '@/lib/errors/gateway-error';
import { completeLines } from '@/lib/ledger/log/frame';
import { parseSegmentName } from '@/lib/ledger/log/segment-name';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { readRecord } from '@/lib/ledger/ingest/read-record';
import { done, intent } from '@/tests/integration/ledger/sample-records';
import { logDirectory } from '@/tests/integration/ledger/log-directory';

const segments = (directory: string) =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.log'))
    .sort();

function idsIn(directory: string): string[] {
  return segments(directory).flatMap((name) =>
    completeLines(readFileSync(path.join(directory, name))).map(({ bytes }) => {
      const record = readRecord(bytes);
      if (record.kind === 'unreadable') return record.reason;
      return record.kind === 'intent'
        ? `intent ${record.intent.requestId}`
        : `done ${record.done.request.requestId}`;
    }),
  );
}

test('a record is in its file when its append resolves', async () => {
  const directory = logDirectory();
  const writer = openLedgerWriter({ directory });
  await writer.append(intent('req_a'));
  expect(idsIn(directory)).toEqual(['intent req_a']);
  await writer.append(done('req_a'));
  expect(idsIn(directory)).toEqual(['intent req_a', 'done req_a']);
  writer.close();
});

test('records of one turn of the event loop go out in one write, in their order', async () => {
  const directory = logDirectory();
  // Each write but the first would go to a segment of its own.
  const writer = openLedgerWriter({ directory, rotateAtBytes: 1 });
  const appended = [intent('a'), intent('b'), done('a'), intent('c')].map((record) => writer.append(record));
  expect(readdirSync(directory), 'nothing is written before the turn ends').toEqual([]);
  expect(await Promise.all(appended)).toEqual([undefined, undefined, undefined, undefined]);
  expect(segments(directory)).toHaveLength(1);
  expect(idsIn(directory)).toEqual(['intent a', 'intent b', 'done a', 'intent c']);
  writer.close();
});

test('a flood of records in one turn is written before its memory grows', () => {
  const directory = logDirectory();
  const writer = openLedgerWriter({ directory });
  for (let n = 0; n < 2_000; n += 1) void writer.append(done(`req_${n}`));
  expect(idsIn(directory).length).toBeGreaterThan(1_000);
  writer.close();
  expect(idsIn(directory)).toHaveLength(2_000);
});

test.each(['os', 'fsync'] as const)(
  'durability %s: what resolves is in the file, also over rotations',
  async (durability) => {
    const directory = logDirectory();
    const writer = openLedgerWriter({ directory, durability, rotateAtBytes: 1_000 });
    const ids = Array.from({ length: 50 }, (_, n) => `req_${n}`);
    const appended = ids.map(async (id, n) => {
      for (let turn = 0; turn < n % 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(await writer.append(intent(id))).toBeUndefined();
      expect(idsIn(directory)).toContain(`intent ${id}`);
    });
    await Promise.all(appended);
    writer.close();
    expect(idsIn(directory).sort()).toEqual(ids.map((id) => `intent ${id}`).sort());
  },
);

test('an unused writer leaves no file behind', () => {
  const directory = logDirectory();
  openLedgerWriter({ directory }).close();
  expect(readdirSync(directory)).toEqual([]);
});

test('what comes after it was closed is on the log too, in a segment of its own', () => {
  const directory = logDirectory();
  const writer = openLedgerWriter({ directory });
  void writer.append(done('req_a'));
  writer.close();
  void writer.append(done('req_late'));
  expect(idsIn(directory)).toEqual(['done req_a', 'done req_late']);
  expect(segments(directory)).toHaveLength(2);
});

test('a full segment is followed by the next one of the same owner', async () => {
  const directory = logDirectory();
  const writer = openLedgerWriter({ directory, rotateAtBytes: 1 });
  for (const id of ['a', 'b', 'c']) await writer.append(done(id));
  writer.close();
  const parsed = segments(directory).map(parseSegmentName);
  expect(parsed.map((segment) => segment?.sequence)).toEqual([0, 1, 2]);
  expect(new Set(parsed.map((segment) => segment?.ownerKey)).size).toBe(1);
});

test('after a silence in which it may have been taken for dead, it goes on as a new owner', async () => {
  const directory = logDirectory();
  let now = Date.now();
  const writer = openLedgerWriter({ directory, now: () => now });
  await writer.append(done('a'));
  now += 10_000;
  await writer.append(done('b'));
  expect(segments(directory)).toHaveLength(1);
  now += 10_001;
  await writer.append(done('c'));
  writer.close();
  expect(new Set(segments(directory).map((name) => parseSegmentName(name)?.ownerKey)).size).toBe(2);
  expect(idsIn(directory).sort()).toEqual(['done a', 'done b', 'done c']);
});

describe('when the disk refuses', () => {
  test('an intent resolves to an error, so that nothing is dispatched; a completion is kept and written later', async () => {
    const directory = path.join(logDirectory(), 'ledger');
    writeFileSync(directory, 'a file where the directory should be');
    const onError = vi.fn();
    const writer = openLedgerWriter({ directory, onError });
    const refused = writer.append(intent('req_a'));
    const kept = writer.append(done('req_b'));
    expect(await refused).toBeInstanceOf(GatewayError);
    await kept;
    await writer.append(done('req_d'));
    expect(onError).toHaveBeenCalledTimes(2);
    expect(writer.problem?.()).toContain('cannot be written');
    rmSync(directory);
    expect(await writer.append(intent('req_c'))).toBeUndefined();
    expect(writer.problem?.(), 'it is well again').toBeUndefined();
    writer.close();
    expect(idsIn(directory)).toEqual(['done req_b', 'done req_d', 'intent req_c']);
  });

  test('in the middle of a record, what was written of it is cut off again', () => {
    const directory = logDirectory();
    const script = path.join(import.meta.dirname, 'fill-disk.ts');
    // A limit of 8 blocks of 512 or 1024 bytes on any file stands in for a full disk: the last write comes back short.
    const shell = `trap '' XFSZ; ulimit -f 8; exec "${process.execPath}" --import tsx "${script}" "${directory}"`;
    const output = execFileSync('sh', ['-c', shell], {
      encoding: 'utf8',
      env: { ...process.env, LOG_LEVEL: 'silent' },
    });
    const [accepted] = /^accepted \d+$/m.exec(output) ?? [];
    const ids = idsIn(directory);
    expect(ids.length).toBeGreaterThan(1);
    expect(accepted).toBe(`accepted ${ids.length}`);
    expect(ids.every((id) => id.startsWith('intent '))).toBe(true);
    expect(readFileSync(path.join(directory, segments(directory)[0] ?? '')).at(-1)).toBe(0x0a);
  });
});
