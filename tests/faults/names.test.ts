import dns from 'node:dns';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { healthy } from './answers';
import { ask } from './ask';
import { SELF_SIGNED } from './certificate';
import { IMPATIENT } from './config';
import { fault } from './fault';
import { FaultServer } from './fault-server';
import { openWorld, type Door, type World } from './world';

/** The system's resolver, as the operating system would be when its name servers are slow. */
const resolve = dns.lookup;
const SLOW_MS = 200;
type Found = (error: NodeJS.ErrnoException | null, found: dns.LookupAddress[]) => void;

beforeAll(() => {
  const slowly = (name: string, options: dns.LookupAllOptions, found: Found) => {
    if (name.startsWith('hangs')) return;
    if (!name.startsWith('slow')) resolve(name, options, found);
    else setTimeout(() => found(null, [{ address: '127.0.0.1', family: 4 }]), SLOW_MS);
  };
  vi.spyOn(dns, 'lookup').mockImplementation(slowly as typeof dns.lookup);
});
afterAll(() => void vi.restoreAllMocks());

let count = 0;
/** The faulty provider under a name of its own, so that nobody has asked for it before. */
const named =
  (kind: 'hangs' | 'slow', timeouts = {}) =>
  async (door: Door) => {
    const bad = await new FaultServer(healthy).listen();
    count += 1;
    const badUrl = bad.url.replace('127.0.0.1', `${kind}-${count}.test`);
    const world = await openWorld({ door, badUrl, timeouts });
    return { ...world, bad, close: async () => void (await Promise.all([world.close(), bad.close()])) };
  };
const provider = async (world: World, model: string, stream: boolean) =>
  (await ask(world, model, stream)).headers.get('x-tollgate-provider');

fault(
  4,
  'a name server that does not answer is left with the connect timer: next target',
  async (world, stream) => {
    expect(await provider(world, 'pair', stream)).toBe('good');
    expect(world.bad.heard).toEqual([]);
  },
  { world: named('hangs', IMPATIENT) },
);
fault(
  4,
  'twenty requests for one name ask for it once, and other names do not wait',
  async (world, stream) => {
    const asked = Array.from({ length: 20 }, () => provider(world, 'pair', stream));
    expect(await provider(world, 'good', stream)).toBe('good');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['good']));
    const name = new URL(world.snapshot.providers.get('bad')?.baseUrl ?? '').hostname;
    expect(vi.mocked(dns.lookup).mock.calls.filter(([asked]) => asked === name)).toHaveLength(1);
  },
  { world: named('hangs', IMPATIENT) },
);
fault(
  4,
  'a name server that is slow is waited for',
  async (world, stream) => {
    expect(await provider(world, 'solo', stream)).toBe('bad');
  },
  { world: named('slow') },
);

/** What the gateway offers to speak over TLS. */
const offered: string[][] = [];
const overTls = async (door: Door) => {
  const server = tls.createServer({
    ...SELF_SIGNED,
    ALPNCallback: ({ protocols }) => {
      offered.push(protocols);
      return undefined;
    },
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const world = await openWorld({ door, badUrl: `https://127.0.0.1:${port}/v1` });
  return {
    ...world,
    close: async () => void (await Promise.all([world.close(), new Promise((done) => server.close(done))])),
  };
};
fault(
  11,
  'HTTP/2 is never offered, so a GOAWAY cannot come',
  async (world, stream) => {
    await ask(world, 'pair', stream);
    expect(offered.flat().filter((protocol) => protocol !== 'http/1.1')).toEqual([]);
  },
  { world: overTls },
);
fault(
  11,
  'what stands in its place, a connection that closes after its answer, costs nothing',
  async (world, stream) => {
    world.bad.behaviour = (heard, server) => {
      healthy(heard, server);
      heard.socket.end();
    };
    for (const _ of [1, 2, 3]) expect(await provider(world, 'solo', stream)).toBe('bad');
    expect(world.bad.heard).toHaveLength(3);
  },
);
