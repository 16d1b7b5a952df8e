import type pg from 'pg';
import { compare } from './compare';
import { loadAttempts } from './load-attempts';
import type { ProviderEntry, Reconciliation } from './schemas';

/**
 * A provider's own ledger against the books, over the days that it covers. Changes nothing. `provider`: our id of it; absent
 * means that the ledger is of all providers, so that what it lacks counts as unbilled.
 */
export async function reconcile(
  client: pg.ClientBase,
  entries: readonly ProviderEntry[],
  scope: { provider?: string | undefined; workspaceId?: string | undefined } = {},
): Promise<Reconciliation> {
  const days = entries.map(({ day }) => day).sort();
  const [from] = days;
  const to = days.at(-1);
  if (from === undefined || to === undefined) return compare([], []);
  const ids = new Set(entries.map(({ id }) => id));
  const attempts = await loadAttempts(client, { from, to, ...scope });
  // The hour around the days is there for what the provider lists; the rest of it belongs to other days.
  const covered = attempts.filter(
    ({ day, id, providerRequestId }) =>
      (day >= from && day <= to) || ids.has(id) || (providerRequestId !== null && ids.has(providerRequestId)),
  );
  return compare(entries, covered);
}
