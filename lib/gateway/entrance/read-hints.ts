import { z } from 'zod';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Hints } from '@/lib/routing/features';
import { RULE_TASKS } from '@/lib/routing/policy/schemas';
import type { Exchange } from '../exchange';

const decimal = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,9})?$/, 'is not a number')
  .transform(Number);
const name = z.string().max(200, 'is longer than 200 characters');

/** By header; in `metadata` the same names with `_` for `-`. */
const HINTS = [
  ['x-tollgate-task', 'tollgate_task', 'task', z.enum(RULE_TASKS, 'is no task that is known here')],
  ['x-tollgate-accuracy', 'tollgate_accuracy', 'accuracy', decimal.pipe(z.number().max(1, 'is above 1'))],
  ['x-tollgate-latency-ms', 'tollgate_latency_ms', 'latencyMs', decimal],
  [
    'x-tollgate-language',
    'tollgate_language',
    'language',
    z.string().regex(/^[a-z]{2,3}$/, 'is no language such as "vi"'),
  ],
  ['x-tollgate-session', 'tollgate_session', 'session', name],
] as const;

/**
 * What a request says of itself: headers first, then `metadata`. Throws GatewayError for a hint that makes no sense: to
 * pass over it would send the request elsewhere than asked.
 */
export function readHints({ inbound }: Exchange, metadata: Readonly<Record<string, string>> = {}): Hints {
  const hints: Hints = {};
  for (const [header, key, field, schema] of HINTS) {
    const said = inbound.header(header);
    const value = said === undefined || said === '' ? metadata[key] : said;
    if (value === undefined) continue;
    const parsed = schema.safeParse(value.trim());
    if (parsed.success) Object.assign(hints, { [field]: parsed.data });
    else {
      const param = said === undefined || said === '' ? `metadata.${key}` : header;
      const why = parsed.error.issues[0]?.message ?? 'makes no sense';
      throw new GatewayError('invalid_request', `${param} “${value.slice(0, 100)}” ${why}.`, { param });
    }
  }
  return hints;
}
