import type pg from 'pg';
import { compare } from './compare';
import { loadAttempts, type LoadedAttempt } from './load-attempts';
import type { ProviderEntry, Reconciliation } from './schemas';

export interface ReconciliationScope {
  /** Our ids of providers. Absent: the ledger is of all of them, so that what it lacks counts as unbilled. */
  providers?: readonly string[] | undefined;
  /** Absent: all workspaces. Entries of another one are set aside. */
  workspaceId?: string | undefined;
  /** Nothing is asked of attempts that the ledger does not list: it is no ledger of everything. */
  listedOnly?: boolean;
}

/** A provider's own ledger against the books, over the days that it covers. Changes nothing. */
export async function reconcile(
  client: pg.ClientBase,
  entries: readonly ProviderEntry[],
  scope: ReconciliationScope = {},
): Promise<Reconciliation> {
  const days = entries.map(({ day }) => day).sort();
  const [from] = days;
  const to = days.at(-1);
  if (from === undefined || to === undefined) return compare([], []);
  const ids = new Set(entries.flatMap(({ id }) => id ?? []));
  const loaded = await loadAttempts(client, { from, to, ids: [...ids], ...scope });
  const isListed = ({ id, providerRequestId }: LoadedAttempt) =>
    ids.has(id) || (providerRequestId !== null && ids.has(providerRequestId));
  const isHere = ({ workspaceId }: LoadedAttempt) =>
    scope.workspaceId === undefined || workspaceId === scope.workspaceId;
  const others = new Set(
    loaded.filter((one) => !isHere(one)).flatMap(({ id, providerRequestId }) => [id, providerRequestId]),
  );
  const own = entries.filter(({ id }) => id === undefined || !others.has(id));
  // The hour around the days is there for what the provider lists; the rest of it belongs to other days.
  const covered = loaded.filter(
    (one) =>
      isHere(one) && (isListed(one) || (scope.listedOnly !== true && one.day >= from && one.day <= to)),
  );
  return { ...compare(own, covered), elsewhere: entries.length - own.length };
}
