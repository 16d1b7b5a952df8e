import { expect, it } from 'vitest';
import { restartDelayMs } from '@/lib/boot/restart-delay';

it('doubles from half a second to half a minute and stays there', () => {
  const delays = [1, 2, 3, 6, 7, 8, 50].map(restartDelayMs);
  expect(delays).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000]);
});
