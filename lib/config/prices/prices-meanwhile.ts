import type { Meanwhile } from '../versions/meanwhile';
import { changesSince, type ChangesSince } from '../versions/changes-since';
import type { PriceChange } from './price-change-schema';

/** What others published about the prices of the same model since version `seen`; undefined: nothing. */
export async function pricesMeanwhile(change: PriceChange, seen: number): Promise<Meanwhile | undefined> {
  const since = await changesSince(seen);
  const theirs = changesOf(change, since);
  // Rows of prices follow each other and are not replaced, so there are no fields to set side by side.
  return theirs.length === 0 ? undefined : { by: since.by, theirs, sides: [] };
}

function changesOf(change: PriceChange, { changes, before, now }: ChangesSince) {
  const rows = [...before.prices, ...now.prices];
  const about = change.action === 'add' ? change : rows.find(({ id }) => id === change.id);
  const touched = rows
    .filter(({ provider, model }) => provider === about?.provider && model === about.model)
    .map(({ id }) => `prices[${JSON.stringify(id)}]`);
  return changes.filter(({ path }) => touched.some((row) => path.startsWith(row)));
}
