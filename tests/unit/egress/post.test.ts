import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardedLookup } from '@/lib/egress/guarded-lookup';
import { parseAllowList } from '@/lib/egress/policy';
import { postGuarded } from '@/lib/egress/post';

let server: http.Server;
let port: number;
const asked: string[] = [];

beforeEach(async () => {
  asked.length = 0;
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(302, { location: '/stolen' }).end('moved');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => server.close());

const post = (host: string, allow = '') =>
  postGuarded(
    { url: `http://${host}:${port}/hook`, headers: {}, body: '{}', timeoutMs: 5_000 },
    parseAllowList(allow),
  );

describe('a POST to an address that an admin gave', () => {
  it.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
    '0',
  ])('never reaches this machine as %s', async (host) => {
    await expect(post(host)).rejects.toThrow(/not public/);
    expect(asked).toEqual([]);
  });

  it('reaches an allow-listed range, and does not follow where that sends it', async () => {
    expect(await post('127.0.0.1', '127.0.0.0/8')).toEqual({ status: 302, text: 'moved' });
    expect(asked).toEqual(['/hook']);
  });

  it('one entry that is no range refuses the whole allow-list', () =>
    expect(() => parseAllowList('10.0.0.0/8, 10.0.0.0/33')).toThrow('10.0.0.0/33'));
});

describe('a name', () => {
  const lookUp = (addresses: string[]) =>
    new Promise<string>((resolve, reject) =>
      guardedLookup([], (_name, done) =>
        done(
          null,
          addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      )('rebind.test', {}, (error, address) => (error === null ? resolve(String(address)) : reject(error))),
    );

  it('gives the address that was checked, so a second answer of the resolver is never asked for', async () =>
    expect(await lookUp(['8.8.8.8'])).toBe('8.8.8.8'));

  it.each([[['10.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['2606:4700::1', '::1']]])(
    'is refused when one of its addresses is not public: %j',
    async (addresses) => expect(lookUp(addresses)).rejects.toMatchObject({ code: 'EGRESS_REFUSED' }),
  );
});
