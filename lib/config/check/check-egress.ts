import { hostProblem, lanRanges, type AllowList } from '@/lib/egress/policy';
import type { Entries } from './parse-entries';
import type { ConfigProblem } from './problem';
import type { Provider } from '../schemas';
import { SIMULATOR_HOST } from '../snapshot/simulated-base-url';

/** Headers that say where a call goes or where it ends. The HTTP client alone writes them. */
const FRAMING =
  /^(host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|keep-alive|forwarded|via|(proxy|x-forwarded|x-middleware)-.*)$/i;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7e\xa0-\xff]{0,4096}$/;
const ANY_LAN = lanRanges(['0.0.0.0/0', '::/0']);

/**
 * Providers that would be called where they must not. Pure: names are looked up when a connection is made (lib/providers),
 * and each of their addresses is checked then.
 */
export function checkEgress({ providers }: Entries, allowed: AllowList): ConfigProblem[] {
  return providers.flatMap(({ index, value }) => [
    ...addressProblems(value, `providers[${index}]`, allowed),
    ...headerProblems(value, `providers[${index}]`),
  ]);
}

function addressProblems(provider: Provider, at: string, setting: AllowList): ConfigProblem[] {
  const allowed = [...setting, ...lanRanges(provider.privateAddresses)];
  const { baseUrl, proxy, simulated } = provider;
  const isOurs = simulated && new URL(baseUrl).hostname === SIMULATOR_HOST;
  const given: [field: string, url: string][] = isOurs ? [] : [['baseUrl', baseUrl]];
  if (proxy !== undefined && !proxy.startsWith('env:')) given.push(['proxy', proxy]);
  return given.flatMap(([field, url]) => {
    const host = new URL(url).hostname;
    const message = hostProblem(host, allowed);
    if (message === undefined) return [];
    const orHere = hostProblem(host, ANY_LAN) === undefined ? ', and so can privateAddresses here' : '';
    return [{ path: `${at}.${field}`, message: `${message}${orHere}` }];
  });
}

function headerProblems({ headers = {} }: Provider, at: string): ConfigProblem[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = `${at}.headers["${name}"]`;
    if (!HEADER_NAME.test(name)) return [{ path, message: 'is no name of a header' }];
    if (FRAMING.test(name)) return [{ path, message: 'is written by the gateway itself' }];
    return HEADER_VALUE.test(value)
      ? []
      : [{ path, message: 'must not hold line breaks or other control characters' }];
  });
}
