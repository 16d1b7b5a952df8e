import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { METERS, type Meter, type MeterQuantities } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { rollupsIn, type Scope } from './scope';

const sumRows = z.array(z.object({ meter: z.string(), quantity: z.string().transform(Number) }));

const isMeter = (name: string): name is Meter => METERS.some((meter) => meter === name);

/** Quantities of a span by meter; a meter that was not used is absent. Throws `forbidden` or `not_found`. */
export async function meterSums(viewer: Viewer, scope: Scope): Promise<MeterQuantities> {
  const where = await rollupsIn(viewer, scope);
  const found = await db().$queryRaw(Prisma.sql`
    SELECT meter, sum(quantity)::text AS quantity
    FROM rollup_15m,
      LATERAL (
        VALUES ('in.text', in_text::numeric), ('in.cache_read', in_cache_read),
               ('in.cache_write.5m', in_cache_write_5m), ('in.cache_write.1h', in_cache_write_1h),
               ('out.text', out_text), ('out.reasoning', out_reasoning)
        UNION ALL
        SELECT key, value::numeric FROM jsonb_each_text(other_meters)
      ) AS used(meter, quantity)
    WHERE ${where}
    GROUP BY meter HAVING sum(quantity) > 0`);
  const sums: MeterQuantities = {};
  for (const { meter, quantity } of sumRows.parse(found)) if (isMeter(meter)) sums[meter] = quantity;
  return sums;
}
