import dns from 'node:dns';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { guardedLookup } from '@/lib/egress/guarded-lookup';
import { cachedLookup } from '@/lib/providers/cached-lookup';
import { THIS_MACHINE } from '@/tests/support/gateway-fixture';

const lookup = guardedLookup(THIS_MACHINE, cachedLookup);

function look(name: string, options: { all?: boolean; family?: number } = {}): Promise<unknown> {
  return new Promise((resolve, reject) =>
    lookup(name, options, (error, address) => (error === null ? resolve(address) : reject(error))),
  );
}

describe('cachedLookup', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('asks once for many, and not again while the answer is fresh', async () => {
    const asked = vi.spyOn(dns, 'lookup');
    const found = await Promise.all([look('localhost'), look('localhost'), look('localhost', { all: true })]);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(found[0]).toMatch(/^(127\.0\.0\.1|::1)$/);
    expect(found[2]).toEqual(expect.arrayContaining([expect.objectContaining({ address: found[0] })]));
    await look('localhost');
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('gives the family that is asked for', async () => {
    expect(await look('127.0.0.1', { family: 4 })).toBe('127.0.0.1');
  });

  it('goes on with what it knew when a name cannot be looked up any more, and fails for one it never knew', async () => {
    await look('localhost');
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 60_000);
    const away = Object.assign(new Error('away'), { code: 'EAI_AGAIN' });
    const fail = (...args: unknown[]) => {
      const callback = args.at(-1);
      if (typeof callback === 'function') (callback as (error: Error) => void)(away);
    };
    vi.spyOn(dns, 'lookup').mockImplementation(fail as typeof dns.lookup);
    expect(await look('localhost')).toMatch(/^(127\.0\.0\.1|::1)$/);
    await expect(look('never.invalid')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  });
});
