import { expect, it, vi } from 'vitest';
import type { Gateway } from '@/lib/gateway/open-gateway';
import { shareGateway } from '@/lib/gateway/share-gateway';

function opening() {
  const close = vi.fn(() => Promise.resolve());
  const open = vi.fn(() => Promise.resolve({ close } as unknown as Gateway));
  return { open, close, share: shareGateway(open) };
}

it('is opened once for all who ask, and closed with the last of them, however often each closes', async () => {
  const { open, close, share } = opening();
  const [first, second] = await Promise.all([share(), share()]);
  await first.close();
  await first.close();
  expect([open.mock.calls.length, close.mock.calls.length]).toEqual([1, 0]);
  await second.close();
  expect(close).toHaveBeenCalledOnce();
  await share();
  expect(open).toHaveBeenCalledTimes(2);
});

it('is tried again after it could not be opened', async () => {
  const { open, share } = opening();
  open.mockRejectedValueOnce(new Error('no database'));
  await expect(share()).rejects.toThrow('no database');
  await expect(share()).resolves.toBeDefined();
});
