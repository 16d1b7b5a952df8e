import { expect, it } from 'vitest';
import { Revocations } from '@/lib/fleet/revocations';

it('a revoked key is refused until the configuration was confirmed well after it', () => {
  let nowMs = 1_000;
  const revocations = new Revocations(() => nowMs);
  expect(revocations.has('k')).toBe(false);
  revocations.revoke('k');
  expect(revocations.has('k')).toBe(true);
  expect(revocations.has('other')).toBe(false);
  nowMs += 10_000;
  revocations.forget(0);
  expect(revocations.has('k')).toBe(true);
  nowMs += 60_000;
  // The database is away: nobody knows better.
  revocations.forget(65_000);
  expect(revocations.has('k')).toBe(true);
  revocations.forget(500);
  expect(revocations.has('k')).toBe(false);
});
