import { expect, it } from 'vitest';
import { newRequestId } from '@/lib/gateway/entrance/request-id';

it('makes unique ids that sort by time', () => {
  const ids = Array.from({ length: 10_000 }, () => newRequestId(1_800_000_000_000));
  expect(new Set(ids).size).toBe(ids.length);
  expect(newRequestId(1_800_000_000_000) < newRequestId(1_800_000_000_001)).toBe(true);
  expect(ids[0]).toMatch(/^req_[0-9a-hjkmnp-tv-z]{26}$/);
});
