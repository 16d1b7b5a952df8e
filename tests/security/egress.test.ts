import dns from 'node:dns';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { timeoutsSchema } from '@/lib/config/schemas';
import { validateConfig } from '@/lib/config/check/validate-config';
import { lanRanges, parseAllowList, type AllowList } from '@/lib/egress/policy';
import { openUpstream } from '@/lib/providers/open-upstream';
import { ConnectionPools, type Connected } from '@/lib/providers/connection-pools';
import { BY_ADDRESS, BY_NAME } from './egress-payloads';

/** Whatever of this machine could be reached by mistake: it hears every request on every address. */
let victim: http.Server;
let port: number;
const heard: string[] = [];

beforeAll(async () => {
  victim = http.createServer((request, response) => {
    heard.push(`${request.headers.host} ${request.url}`);
    if (request.url?.startsWith('/moved') === true)
      response.writeHead(307, { location: `http://127.0.0.2:${port}/stolen` });
    response.end('{}');
  });
  await new Promise<void>((resolve) => victim.listen(0, '::', resolve));
  port = (victim.address() as AddressInfo).port;
});
afterAll(() => void victim.close());
beforeEach(() => void (heard.length = 0));
afterEach(() => void vi.restoreAllMocks());

const open: ConnectionPools[] = [];
const timeouts = { ...timeoutsSchema.parse({}), connectMs: 2_000 };
afterEach(async () => {
  await Promise.all(open.splice(0).map((pools) => pools.close()));
});

/** A call to a base URL as the gateway makes it: the code of its failure, or the status of the answer. */
function call(
  baseUrl: string,
  {
    allowed = [],
    pools = new ConnectionPools(allowed),
    ...provider
  }: Partial<Connected> & { allowed?: AllowList; pools?: ConnectionPools } = {},
): Promise<string | number> {
  open.push(pools);
  const { origin, pathname } = new URL(baseUrl);
  const dispatcher = pools.get(origin, { timeouts, ...provider });
  return new Promise((resolve) => {
    let status = 0;
    openUpstream(
      { dispatcher, origin, path: pathname, headers: [], body: '{}' },
      {
        onHeaders: (answered) => void (status = answered),
        onData: () => undefined,
        onEnd: () => resolve(status),
        onError: ({ code }) => resolve(code),
      },
    );
  });
}

const KNOWN = {
  workspaces: new Set(['main']),
  keyIds: new Set<string>(),
  keyWithValue: () => undefined,
  credentialIds: new Set<string>(),
  destinations: new Map(),
  prices: [],
  nowMs: 0,
};
/** Problems of a configuration with one provider. */
function published(provider: object, egressAllowed: AllowList = []): string[] {
  const file = { providers: [{ id: 'p', dialect: 'openai-chat', ...provider }] };
  const checked = validateConfig(file, { ...KNOWN, egressAllowed });
  return checked.ok ? [] : checked.problems.map(({ path, message }) => `${path}: ${message}`);
}

/** Names resolve to what a test says, one answer after the other; the last one stays. */
function resolveTo(...answers: readonly string[][]): void {
  let asked = 0;
  type Found = (error: null, found: dns.LookupAddress[]) => void;
  vi.spyOn(dns, 'lookup').mockImplementation(((_name: string, _options: object, found: Found) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as typeof dns.lookup);
}

let names = 0;
/** Nobody has asked for it before. */
const freshName = () => `rebind-${(names += 1)}.example.com`;

describe('a base URL that points inside', () => {
  test.each(BY_ADDRESS)('%s is neither published nor called', async (host) => {
    const baseUrl = `http://${host}:${port}/v1`;
    expect(published({ baseUrl })).toEqual([expect.stringContaining('providers[0].baseUrl: the address is')]);
    expect(await call(baseUrl)).toBe('EGRESS_REFUSED');
    expect(heard).toEqual([]);
  });

  test.each(BY_NAME)('a name that resolves to %j is not called', async (...addresses) => {
    resolveTo(addresses);
    expect(await call(`http://${freshName()}:${port}/v1`)).toBe('EGRESS_REFUSED');
    expect(heard).toEqual([]);
  });

  test('there are at least 60 of them', () => {
    expect(new Set([...BY_ADDRESS, ...BY_NAME.map(String)]).size).toBeGreaterThanOrEqual(60);
  });
});

describe('a name that changes its address', () => {
  const HOME = parseAllowList('127.0.0.1');

  test('is looked at again for each connection: what was good once opens nothing later', async () => {
    resolveTo(['127.0.0.1'], ['127.0.0.2']);
    const url = `http://${freshName()}:${port}/v1`;
    expect(await call(url, { allowed: HOME })).toBe(200);
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 60_000);
    expect(await call(url, { allowed: HOME })).toBe('EGRESS_REFUSED');
    expect(heard).toHaveLength(1);
  });

  test('within one lookup gains nothing: the connection goes to the address that was checked', async () => {
    resolveTo(['127.0.0.1'], ['127.0.0.2']);
    const lookup = vi.mocked(dns.lookup);
    expect(await call(`http://${freshName()}:${port}/v1`, { allowed: HOME })).toBe(200);
    expect(lookup).toHaveBeenCalledTimes(1);
  });
});

test('a redirect is an answer like any other: nobody follows it', async () => {
  for (const path of ['/moved', '/moved/v1'])
    expect(await call(`http://127.0.0.1:${port}${path}`, { allowed: parseAllowList('127.0.0.0/8') })).toBe(
      307,
    );
  expect(heard.join()).not.toContain('stolen');
});

describe('a server on the own network', () => {
  const baseUrl = () => `http://127.0.0.1:${port}/v1`;

  test('is published and called when the setting names it, or the provider itself', async () => {
    const setting = parseAllowList('127.0.0.0/8, 10.0.0.0/8');
    expect(published({ baseUrl: baseUrl() }, setting)).toEqual([]);
    expect(await call(baseUrl(), { allowed: setting })).toBe(200);
    const privateAddresses = ['127.0.0.1/32'];
    expect(published({ baseUrl: baseUrl(), privateAddresses })).toEqual([]);
    expect(await call(baseUrl(), { privateAddresses })).toBe(200);
    expect(published({ preset: 'ollama' })).toEqual([]);
  });

  test('opens nothing to another provider with the same address, nor beyond its range', async () => {
    const pools = new ConnectionPools();
    const [url, privateAddresses] = [baseUrl(), ['127.0.0.1']];
    expect(await call(url, { pools, privateAddresses })).toBe(200);
    expect(await call(url, { pools })).toBe('EGRESS_REFUSED');
    expect(await call(url.replace('127.0.0.1', '127.0.0.2'), { pools, privateAddresses })).toBe(
      'EGRESS_REFUSED',
    );
    expect(published({ baseUrl: 'http://127.0.0.2/v1', privateAddresses })).toHaveLength(1);
  });

  test.each(['169.254.169.254', '100.100.100.200', '[fd00:ec2::254]', '[fe80::1]', '0.0.0.0'])(
    'is never %s by configuration: only the setting can name that',
    (host) => {
      const baseUrl = `http://${host}/v1`;
      expect(published({ baseUrl, privateAddresses: ['0.0.0.0/0', '::/0'] })).toHaveLength(1);
      expect(published({ baseUrl }, parseAllowList('0.0.0.0/0, ::/0'))).toEqual([]);
      expect(lanRanges(['not-a-range'])).toEqual([]);
    },
  );
});

describe('ways around', () => {
  test('a proxy inside is refused as well, and an outside one is not asked for an inside address', async () => {
    const proxy = `http://127.0.0.1:${port}`;
    expect(published({ baseUrl: 'https://api.example.com/v1', proxy })).toHaveLength(1);
    expect(await call('http://api.example.com/v1', { proxy })).toBe('EGRESS_REFUSED');
    const allowed = parseAllowList('127.0.0.1');
    expect(await call('http://10.0.0.1/v1', { proxy, allowed })).toBe('EGRESS_REFUSED');
    expect(heard).toEqual([]);
  });

  test.each([
    'Host',
    'Connection',
    'Content-Length',
    'Transfer-Encoding',
    'Proxy-Connection',
    'X-Forwarded-For',
    'bad name',
    'a\r\nhost',
  ])('a header %j of a provider is refused', (name) =>
    expect(
      published({ baseUrl: 'https://api.example.com/v1', headers: { [name]: 'inside.local' } }),
    ).toHaveLength(1),
  );

  test.each(['a\r\nhost: inside', 'a\nb', 'a\0b'])('a header value %j of a provider is refused', (value) =>
    expect(published({ baseUrl: 'https://api.example.com/v1', headers: { 'x-a': value } })).not.toEqual([]),
  );

  test.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1:70/',
    'ftp://127.0.0.1/',
    'unix:/var/run/docker.sock',
    'data:text/plain,x',
    'http://user:pass@api.example.com/',
    'https://api.example.com/?x=http://127.0.0.1',
    'https://api.example.com/#@127.0.0.1',
    '//127.0.0.1/',
    'http://',
  ])('the base URL %s is refused', (baseUrl) => expect(published({ baseUrl })).not.toEqual([]));
});
