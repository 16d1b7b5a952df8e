import { checkEgress } from '@/lib/config/check/check-egress';
import { checkSecrets } from '@/lib/config/check/check-secrets';
import { parseEntries } from '@/lib/config/check/parse-entries';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { knownOf, type ConfigState } from '@/lib/config/read-state';
import { withinEntry } from '@/lib/config/check/within-entry';
import type { Provider } from '@/lib/config/schemas';

/** A provider as somebody wrote it, held to what publishing it would be held to. Throws ConfigProblemsError. */
export function checkProvider(written: Record<string, unknown>, state: ConfigState, nowMs: number): Provider {
  const { entries, problems } = parseEntries({ providers: [written] });
  const known = knownOf(state, nowMs);
  const all = [...problems, ...checkSecrets(entries, known), ...checkEgress(entries, known.egressAllowed)];
  const provider = entries.providers[0]?.value;
  if (all.length > 0 || provider === undefined)
    throw withinEntry(new ConfigProblemsError(all), 'providers[0]');
  return provider;
}
