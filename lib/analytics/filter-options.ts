import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { RollupDimension } from '@/lib/ledger/rollup/columns';
import type { Viewer } from '@/lib/users/viewer';
import { rollupsIn, type Scope } from './scope';

/** Each from the narrowest rollups that have it. */
const COLUMNS = {
  models: 'model',
  providers: 'provider',
  requested: 'requested_model',
  keys: 'key_id',
  tasks: 'task',
  rules: 'rule_id',
} as const satisfies Record<string, RollupDimension>;

type OptionName = keyof typeof COLUMNS;

/** Values that occur in a span, sorted, by filter. */
export type FilterOptions = Record<OptionName, string[]>;

const optionRows = z.array(
  z.object({ name: z.enum(Object.keys(COLUMNS) as [OptionName]), value: z.string() }),
);

/** What the filters of the request page can be set to, from rollups. Throws `forbidden` or `not_found`. */
export async function filterOptions(viewer: Viewer, scope: Scope): Promise<FilterOptions> {
  const selects = await Promise.all(
    Object.entries(COLUMNS).map(async ([name, column]) => {
      const source = await rollupsIn(viewer, scope, [column]);
      return Prisma.sql`SELECT DISTINCT ${name} AS name, ${Prisma.raw(`s.${column}`)} AS value ${source}`;
    }),
  );
  const found = optionRows.parse(await readRows(Prisma.join(selects, ' UNION ALL ')));
  const options: FilterOptions = { models: [], providers: [], requested: [], keys: [], tasks: [], rules: [] };
  for (const { name, value } of found) if (value !== '') options[name].push(value);
  for (const values of Object.values(options)) values.sort();
  return options;
}
