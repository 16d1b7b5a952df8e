import { z } from 'zod';
import { channelDestination } from './secrets/channel-destination';
import { ConfigProblemsError } from './check/problem';
import type { ConfigFile } from './schemas';

const entry = z.looseObject({ id: z.string().min(1).max(200) });

/** A draft: an entry to put into a section (the one with the same id is replaced) or to take out. */
export const configEditSchema = z.strictObject({
  section: z.enum(['providers', 'models', 'budgets', 'health', 'bodies', 'alerts', 'channels', 'rules']),
  put: entry.optional(),
  remove: z.string().min(1).max(200).optional(),
  /** Refused when there is an entry with this id already, instead of replacing it. */
  create: z.boolean().optional(),
  /** Of rules: their ids in the order in which they are to be tried; one that is not named keeps behind. */
  order: z.array(z.string().min(1).max(200)).max(1_000).optional(),
  /** Of a rule: tried before all others. */
  first: z.boolean().optional(),
});
export type ConfigEdit = z.infer<typeof configEditSchema>;

/**
 * The file with one edit made to it, not yet checked. A channel's secret that is left out stays as it is,
 * unless it goes elsewhere now: then ConfigProblemsError asks for it again. Pure.
 */
export function withEdit(
  file: ConfigFile,
  { section, put, remove, create, order, first }: ConfigEdit,
): unknown {
  const entries: readonly { id: string }[] = file[section];
  const kept = entries.filter(({ id }) => id !== remove);
  if (order !== undefined) return { ...file, [section]: inOrder(kept, order) };
  if (put === undefined) return { ...file, [section]: kept };
  const at = kept.findIndex(({ id }) => id === put.id);
  const present = kept[at];
  if (present === undefined) return { ...file, [section]: first === true ? [put, ...kept] : [...kept, put] };
  if (create === true)
    throw new ConfigProblemsError([{ path: 'id', message: `there is one with the id "${put.id}" already` }]);
  return { ...file, [section]: kept.with(at, { ...keptSecret(present, put), ...put }) };
}

/** Entries by their place in `order`, those without one behind, as they were. */
function inOrder<E extends { id: string }>(entries: readonly E[], order: readonly string[]): E[] {
  const place = ({ id }: E) => (order.includes(id) ? order.indexOf(id) : order.length);
  return entries.toSorted((a, b) => place(a) - place(b));
}

function keptSecret(present: { id: string; secret?: unknown }, put: z.infer<typeof entry>) {
  if (present.secret === undefined || put['secret'] !== undefined) return {};
  if (channelDestination(present) !== channelDestination(put))
    throw new ConfigProblemsError([
      { path: 'secret', message: 'this channel goes elsewhere now: give its secret again' },
    ]);
  return { secret: present.secret };
}
