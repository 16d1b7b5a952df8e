import { z } from 'zod';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { resolveTarget } from '@/lib/routing/select-targets';
import { cheapestStart, together } from './cheapest-start';
import type { Batch } from './schemas';
import type { Queryable } from './store';

const CHARS_PER_TOKEN = 4;
/** Of an answer whose request sets no limit. */
const OUTPUT_TOKENS = 500;
const DAY_MS = 86_400_000;

const sizeSchema = z.object({
  model: z.string(),
  requests: z.coerce.number(),
  chars: z.coerce.number(),
});

/** When a batch that wants the cheapest time begins: the earliest such before its deadline, within a day. Undefined: now. */
export async function cheapestTime(
  database: Queryable,
  { id, options }: Batch,
  snapshot: Snapshot,
  now: number,
): Promise<Date | undefined> {
  if (options.cheapestBefore === undefined) return undefined;
  const { rows } = await database.query(
    // Escapes that are no text would have the database refuse to read any of the body.
    `SELECT coalesce(regexp_replace(body, $2, $3, 'g')::json->>'model', '') AS model, count(*) AS requests,
            sum(length(body)) AS chars
     FROM batch_item WHERE batch_id = $1 AND state = 'pending' GROUP BY 1`,
    [id, String.raw`\\u(0000|d[89a-f][0-9a-f]{2})`, String.raw`\\u0020`],
  );
  const sizes = rows.map((row) => sizeSchema.parse(row));
  const until = Math.min(Date.parse(options.cheapestBefore), now + DAY_MS);
  const at = cheapestStart(now, until, (when) => together(sizes.map((size) => costAt(size, snapshot, when))));
  return at === now ? undefined : new Date(at);
}

function costAt({ model, requests, chars }: z.infer<typeof sizeSchema>, snapshot: Snapshot, at: number) {
  const [target] = resolveTarget(model, snapshot);
  if (target === undefined) return undefined;
  const meters = { 'in.text': Math.ceil(chars / CHARS_PER_TOKEN), 'out.text': requests * OUTPUT_TOKENS };
  return snapshot.prices.calculate({
    ...{ provider: target.provider.id, model: target.upstreamModel, at, contextTokens: 0 },
    usage: { meters, provenance: 'estimated' },
  }).totalUsd;
}
