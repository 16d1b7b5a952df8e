import { isInRanges, type Cidr } from '@/lib/egress/cidr';
import { parseAddress } from '@/lib/egress/parse-address';

/**
 * Whose request it is: the other end of the connection, or, where that is a trusted proxy, the last address in
 * `x-forwarded-for` that is none. What stands left of it was written by nobody whom we know. An entry that is no address
 * ends the search at the proxy that wrote it. Pure.
 */
export function senderAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly Cidr[],
): string | undefined {
  if (trusted.length === 0 || forwardedFor === undefined) return remote;
  let address = remote;
  for (const entry of forwardedFor.split(',').reverse()) {
    if (!isInRanges(address, trusted)) return address;
    const written = withoutPort(entry.trim());
    if (parseAddress(written) === undefined) return address;
    address = written;
  }
  return address;
}

/** `192.0.2.1:4711` and `[2001:db8::1]:4711`, as some proxies write them. */
function withoutPort(entry: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry;
}
