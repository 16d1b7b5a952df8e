import { parseAddress, type Address } from './parse-address';

/** A range of addresses. */
export interface Cidr extends Address {
  /** Leading bits that count. */
  prefix: number;
}

/** `10.0.0.0/8`, or one address; undefined for anything else. Pure. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', length, ...more] = text.trim().split('/');
  const parsed = parseAddress(address);
  if (parsed === undefined || more.length > 0) return undefined;
  if (length === undefined) return { ...parsed, prefix: parsed.bits };
  if (!/^\d{1,3}$/.test(length) || Number(length) > parsed.bits) return undefined;
  return { ...parsed, prefix: Number(length) };
}

/** `10.1.0.0/16, 192.168.0.7`: throws on an entry that is no range, and names it. Pure. */
export function parseRanges(text = ''): Cidr[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== '')
    .map((entry) => {
      const cidr = parseCidr(entry);
      if (cidr === undefined) throw new Error(`"${entry}" is no address range`);
      return cidr;
    });
}

const MAPPED: Cidr = { bits: 128, value: 0xffffn << 32n, prefix: 96 };

/** Whether an address, as a socket gives it, is in one of the ranges. IPv4 in an IPv6 socket (`::ffff:10.0.0.1`) is IPv4. Pure. */
export function isInRanges(text: string | undefined, ranges: readonly Cidr[]): boolean {
  const parsed = text === undefined ? undefined : parseAddress(text);
  if (parsed === undefined) return false;
  const address: Address = contains(MAPPED, parsed)
    ? { bits: 32, value: parsed.value & 0xffffffffn }
    : parsed;
  return ranges.some((range) => contains(range, address));
}

export function contains(range: Cidr, address: Address): boolean {
  if (range.bits !== address.bits) return false;
  const rest = BigInt(range.bits - range.prefix);
  return range.value >> rest === address.value >> rest;
}
