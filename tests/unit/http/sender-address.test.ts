import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRanges } from '@/lib/egress/cidr';
import { senderAddress } from '@/lib/http/sender-address';

const trusted = parseRanges('10.0.0.0/8, fd00::/8');

it.each([
  ['nobody is trusted unless it is set', '10.0.0.1', '1.1.1.1', [], '10.0.0.1'],
  ['a stranger who writes the header stays who they are', '9.9.9.9', '1.1.1.1', trusted, '9.9.9.9'],
  ['the proxy says who asked it', '10.0.0.1', '1.1.1.1', trusted, '1.1.1.1'],
  ['so does one that comes as IPv4 in IPv6', '::ffff:10.0.0.1', '1.1.1.1', trusted, '1.1.1.1'],
  ['what a client wrote before it counts for nothing', '10.0.0.1', '127.0.0.1, 1.1.1.1', trusted, '1.1.1.1'],
  ['a chain of trusted proxies is followed', 'fd00::1', '8.8.8.8, 1.1.1.1, 10.9.9.9', trusted, '1.1.1.1'],
  ['all trusted: the first of them', '10.0.0.1', '10.0.0.3, 10.0.0.2', trusted, '10.0.0.3'],
  ['ports are left out', '10.0.0.1', '1.1.1.1:443', trusted, '1.1.1.1'],
  ['brackets too', '10.0.0.1', '[2a00::1]:443', trusted, '2a00::1'],
  ['what is no address is not an address', '10.0.0.1', '1.1.1.1, unknown', trusted, '10.0.0.1'],
  ['nor is nothing', '10.0.0.1', '', trusted, '10.0.0.1'],
  ['without the header it is the proxy', '10.0.0.1', undefined, trusted, '10.0.0.1'],
] as const)('%s', (_name, remote, header, ranges, expected) => {
  expect(senderAddress(remote, header, ranges)).toBe(expected);
});

it('whatever a client writes, the address that the trusted proxy saw is what counts', () => {
  fc.assert(
    fc.property(fc.string(), (forged) => {
      expect(senderAddress('10.0.0.1', `${forged}, 1.2.3.4`, trusted)).toBe('1.2.3.4');
    }),
  );
});
