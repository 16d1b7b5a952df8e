import { contains, parseCidr, type Cidr } from './cidr';
import { parseAddress, type Address } from './parse-address';

/** What an address is. Only `public` may be called without being allow-listed. */
export type AddressClass =
  | 'public'
  | 'this-network'
  | 'loopback'
  | 'private'
  | 'shared'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'broadcast'
  | 'documentation'
  | 'benchmark'
  | 'reserved'
  | 'not-an-address';

/**
 * Special-purpose ranges (IANA registries of IPv4 and IPv6, RFC 6890 and its updates); the first that holds decides.
 * IPv6 outside of 2000::/3 is never public, so what is not named here is still refused.
 */
const RANGES: readonly (readonly [AddressClass, ...string[]])[] = [
  ['metadata', '169.254.169.254', '169.254.170.2', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254'],
  ['this-network', '0.0.0.0/8', '::'],
  ['loopback', '127.0.0.0/8', '::1'],
  ['private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  ['shared', '100.64.0.0/10'],
  ['link-local', '169.254.0.0/16', 'fe80::/10'],
  ['broadcast', '255.255.255.255'],
  ['multicast', '224.0.0.0/4', 'ff00::/8'],
  ['documentation', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ['benchmark', '198.18.0.0/15', '2001:2::/48'],
  ['reserved', '192.0.0.0/24', '192.88.99.0/24', '240.0.0.0/4', '2001::/23', '100::/64', '5f00::/16'],
];

const TABLE = RANGES.flatMap(([kind, ...ranges]) => ranges.map((text) => [kind, read(text)] as const));
const GLOBAL = read('2000::/3');
/** IPv6 ranges that carry an IPv4 address, and where in the 128 bits it lies, counted from the right. */
const CARRIERS: readonly { range: Cidr; shift: bigint; invert?: true }[] = [
  { range: read('::ffff:0:0/96'), shift: 0n },
  { range: read('::ffff:0:0:0/96'), shift: 0n },
  { range: read('64:ff9b::/96'), shift: 0n },
  { range: read('64:ff9b:1::/48'), shift: 0n },
  { range: read('2002::/16'), shift: 80n },
  { range: read('2001::/32'), shift: 0n, invert: true },
  { range: read('::/96'), shift: 0n },
];

/** What an address is; one that carries an IPv4 address (mapped, NAT64, 6to4, Teredo) is what that one is. Pure. */
export function classifyAddress(text: string): AddressClass {
  const address = parseAddress(text);
  return address === undefined ? 'not-an-address' : classify(address);
}

function classify(address: Address): AddressClass {
  const named = TABLE.find(([kind, range]) => kind !== 'reserved' && contains(range, address));
  if (named !== undefined) return named[0];
  const carrier = CARRIERS.find(({ range }) => contains(range, address));
  if (carrier !== undefined) {
    const low = (address.value >> carrier.shift) & 0xffffffffn;
    const carried = classify({ bits: 32, value: carrier.invert === true ? low ^ 0xffffffffn : low });
    // Deprecated or a tunnel whose end is somebody else's: never public.
    return carried === 'public' ? 'reserved' : carried;
  }
  const rest = TABLE.find(([, range]) => contains(range, address));
  if (rest !== undefined) return rest[0];
  return address.bits === 32 || contains(GLOBAL, address) ? 'public' : 'reserved';
}

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr === undefined) throw new Error(`not a range: ${text}`);
  return cidr;
}
