import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { METERS, type Meter, type MeterQuantities } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { rollupsIn, type Scope } from './scope';

const sumRows = z.array(z.object({ meter: z.string(), quantity: z.string().transform(Number) }));

const isMeter = (name: string): name is Meter => METERS.some((meter) => meter === name);

/** Quantities of a span by meter; a meter that was not used is absent. Throws `forbidden` or `not_found`. */
export async function meterSums(viewer: Viewer, scope: Scope): Promise<MeterQuantities> {
  const where = await rollupsIn(viewer, scope, []);
  const found = await readRows(Prisma.sql`
    SELECT meter, sum(quantity)::text AS quantity
    FROM (
      SELECT sum(s.in_text) AS a, sum(s.in_cache_read) AS b, sum(s.in_cache_write_5m) AS c,
             sum(s.in_cache_write_1h) AS d, sum(s.out_text) AS e, sum(s.out_reasoning) AS f,
             coalesce(meters_sum(s.other_meters) FILTER (WHERE s.other_meters <> '{}'), '{}') AS others
      ${where}
    ) AS sums,
      LATERAL (
        VALUES ('in.text', a), ('in.cache_read', b), ('in.cache_write.5m', c), ('in.cache_write.1h', d),
               ('out.text', e), ('out.reasoning', f)
        UNION ALL
        SELECT key, value::numeric FROM jsonb_each_text(others)
      ) AS used(meter, quantity)
    GROUP BY meter HAVING sum(quantity) > 0`);
  const sums: MeterQuantities = {};
  for (const { meter, quantity } of sumRows.parse(found)) if (isMeter(meter)) sums[meter] = quantity;
  return sums;
}
