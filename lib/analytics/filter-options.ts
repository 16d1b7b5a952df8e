import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { rollupsIn, type Scope } from './scope';

const optionRow = z.object({
  models: z.array(z.string()).nullable(),
  providers: z.array(z.string()).nullable(),
  requested: z.array(z.string()).nullable(),
  keys: z.array(z.string()).nullable(),
  tasks: z.array(z.string()).nullable(),
  rules: z.array(z.string()).nullable(),
});

/** Values that occur in a span, sorted, by filter. */
export type FilterOptions = Record<keyof z.infer<typeof optionRow>, string[]>;

/** What the filters of the request page can be set to, from rollups. Throws `forbidden` or `not_found`. */
export async function filterOptions(viewer: Viewer, scope: Scope): Promise<FilterOptions> {
  const [callers, routes] = await Promise.all([
    rollupsIn(viewer, scope, ['model', 'provider', 'key_id']),
    rollupsIn(viewer, scope, ['requested_model', 'task', 'rule_id']),
  ]);
  const found = await db().$queryRaw(Prisma.sql`
    SELECT callers.*, routes.* FROM (
      SELECT array_agg(DISTINCT s.model) AS models, array_agg(DISTINCT s.provider) AS providers,
             array_agg(DISTINCT s.key_id) AS keys ${callers}) AS callers, (
      SELECT array_agg(DISTINCT s.requested_model) AS requested, array_agg(DISTINCT s.task) AS tasks,
             array_agg(DISTINCT s.rule_id) AS rules ${routes}) AS routes`);
  const row = optionRow.parse(Array.isArray(found) ? found[0] : undefined);
  const known = (values: string[] | null) => (values ?? []).filter((value) => value !== '').sort();
  return {
    models: known(row.models),
    providers: known(row.providers),
    requested: known(row.requested),
    keys: known(row.keys),
    tasks: known(row.tasks),
    rules: known(row.rules),
  };
}
