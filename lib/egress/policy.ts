import { contains, parseCidr, parseRanges, type Cidr } from './cidr';
import { classifyAddress, type AddressClass } from './classify-address';
import { parseAddress } from './parse-address';

/** A range that may be called although it is not public. */
export interface AllowedRange extends Cidr {
  /** Named by the configuration and not by the setting: opens private networks and this machine, nothing else. */
  lanOnly?: true;
}

export type AllowList = readonly AllowedRange[];

/** What a range of the configuration opens. Never link-local or metadata addresses, which hand out credentials of the machine. */
const LAN: ReadonlySet<AddressClass> = new Set(['loopback', 'private', 'shared']);

/** Ranges of the setting TOLLGATE_EGRESS_ALLOW: throws on an entry that is no range, and names it. */
export function parseAllowList(text: string | undefined): AllowList {
  return parseRanges(text);
}

/** Ranges that the configuration names for one provider; what is no range opens nothing. Pure. */
export function lanRanges(texts: readonly string[] = []): AllowList {
  return texts.flatMap((text) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [{ ...cidr, lanOnly: true }];
  });
}

/** Why an address must not be called; undefined when it may. Pure. */
export function addressProblem(address: string, allowed: AllowList): string | undefined {
  const kind = classifyAddress(address);
  if (kind === 'public') return undefined;
  const parsed = parseAddress(address);
  const opens = (range: AllowedRange) => range.lanOnly !== true || LAN.has(kind);
  if (parsed !== undefined && allowed.some((range) => contains(range, parsed) && opens(range)))
    return undefined;
  return `the address is ${kind}, not public; TOLLGATE_EGRESS_ALLOW can allow its range`;
}

/**
 * What can be said of the host of a URL without looking it up: addresses are never looked up, and names under `localhost`
 * are this machine (RFC 6761). Undefined where nothing is wrong with it, or where its addresses will tell. Pure.
 */
export function hostProblem(host: string, allowed: AllowList): string | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (parseAddress(bare) !== undefined) return addressProblem(bare, allowed);
  if (!/(^|\.)localhost\.?$/i.test(bare)) return undefined;
  const problem = addressProblem('127.0.0.1', allowed);
  return problem === undefined || addressProblem('::1', allowed) === undefined ? undefined : problem;
}
