import { contains, parseCidr, type Cidr } from './cidr';
import { classifyAddress } from './classify-address';
import { parseAddress } from './parse-address';

/** Ranges that may be called although they are not public. */
export type AllowList = readonly Cidr[];

/** `10.1.0.0/16, 192.168.0.7`: throws on an entry that is no range, and names it. */
export function parseAllowList(text: string | undefined): AllowList {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const cidr = parseCidr(entry);
      if (cidr === undefined) throw new Error(`TOLLGATE_EGRESS_ALLOW: "${entry}" is no address range`);
      return cidr;
    });
}

/** Why an address must not be called; undefined when it may. Pure. */
export function addressProblem(address: string, allowed: AllowList): string | undefined {
  const kind = classifyAddress(address);
  if (kind === 'public') return undefined;
  const parsed = parseAddress(address);
  if (parsed !== undefined && allowed.some((range) => contains(range, parsed))) return undefined;
  return `the address is ${kind}, not public; TOLLGATE_EGRESS_ALLOW can allow its range`;
}
