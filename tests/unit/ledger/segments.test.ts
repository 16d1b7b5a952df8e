import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { directoryId } from '@/lib/ledger/log/directory-id';
import { listSegments } from '@/lib/ledger/log/list-segments';
import { OwnerLiveness, pidAlive } from '@/lib/ledger/log/owner-liveness';
import { place } from '@/lib/ledger/log/place';
import { formatSegmentName, newOwner, parseSegmentName } from '@/lib/ledger/log/segment-name';
import { logDirectory } from '@/tests/integration/ledger/log-directory';

describe('segments of a directory', () => {
  test('a name tells its owner and its place in the order', () => {
    const owner = newOwner(place());
    expect(parseSegmentName(formatSegmentName(owner, 12))).toMatchObject({ owner, sequence: 12 });
    expect(parseSegmentName('directory.id')).toBeUndefined();
  });

  test('they are listed by owner and sequence, other files left out', async () => {
    const directory = logDirectory();
    const owner = newOwner(place());
    for (const name of [formatSegmentName(owner, 10), formatSegmentName(owner, 9), 'notes.txt']) {
      writeFileSync(path.join(directory, name), '');
    }
    expect((await listSegments(directory)).map(({ sequence }) => sequence)).toEqual([9, 10]);
    expect(await listSegments(path.join(directory, 'absent'))).toEqual([]);
  });

  test('a directory keeps one identity, whoever asks first', async () => {
    const directory = path.join(logDirectory(), 'ledger');
    const [first, second] = await Promise.all([directoryId(directory), directoryId(directory)]);
    expect(first).toBe(second);
    expect(await directoryId(directory)).toBe(first);
  });
});

describe('whether an owner is gone', () => {
  const owner = { startedAtMs: 1, pid: 42, place: 'here0000', random: '00000000' };
  const at = (ms: number) => ({ nowMs: 1_000_000 + ms, monotonicMs: ms });
  const liveness = (alive: boolean, here = 'here0000') =>
    new OwnerLiveness({ place: here, pidAlive: () => alive });

  test('at once when no process of this place has its pid', () => {
    expect(liveness(false).isGone(owner, 1_000_000, at(0))).toBe(true);
  });

  test('not at once when its pid belongs to another place, whatever runs here', () => {
    expect(liveness(false, 'there000').isGone(owner, 1_000_000, at(0))).toBe(false);
  });

  test('when its last touch is more than 30 s old and we watched for more than 5 s', () => {
    const watching = liveness(true);
    expect(watching.isGone(owner, 1_000_000, at(0))).toBe(false);
    expect(watching.isGone(owner, 1_000_000, at(30_000))).toBe(false);
    expect(watching.isGone(owner, 1_000_000, at(30_001))).toBe(true);
  });

  test('not while it touches, however old each touch looks', () => {
    const watching = liveness(true);
    for (let ms = 0; ms < 60_000; ms += 4_000) expect(watching.isGone(owner, ms, at(ms))).toBe(false);
  });

  test('not right after a suspend, when every touch is old but we have only just begun to watch', () => {
    const watching = liveness(true);
    expect(watching.isGone(owner, 1_000_000, { nowMs: 9_000_000, monotonicMs: 10 })).toBe(false);
    expect(watching.isGone(owner, 1_000_000, { nowMs: 9_005_000, monotonicMs: 5_010 })).toBe(false);
    expect(watching.isGone(owner, 1_000_000, { nowMs: 9_005_001, monotonicMs: 5_011 })).toBe(true);
  });

  test('this process is alive, and a pid beyond all pids is not', () => {
    expect([pidAlive(process.pid), pidAlive(4_194_304 + 1)]).toEqual([true, false]);
  });
});
