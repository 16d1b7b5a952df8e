import { parseExact, stringifyExact } from '@/lib/dialects/exact-json';
import { isRecord } from '@/lib/dialects/json-value';
import { spliceJson } from '@/lib/http/splice-json';
import { applyQuirks, mayNeedQuirks } from '@/lib/providers/apply-quirks';
import { quirksOf } from '@/lib/providers/presets';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

export interface UpstreamBody {
  body: Buffer | string;
  /** We asked for usage in the stream and the client did not: its events are kept back. */
  hideUsage: boolean;
  /** Parameters left out because this server refuses them. */
  dropped: string[];
}

/** Same dialect: the client's own bytes, but for the model's name there, the wish for usage, and the server's quirks. */
export function passedThroughBody(exchange: AdmittedExchange, target: Target): UpstreamBody {
  const { chat, dialect } = exchange;
  const quirks = quirksOf(target.provider);
  const hideUsage = dialect.name === 'openai-chat' && chat.stream && chat.includeUsage !== true;
  const asksUsage = hideUsage && quirks.usageUnasked !== true;
  let { raw } = exchange;
  let dropped: string[] = [];
  if (mayNeedQuirks(raw, quirks)) {
    const parsed = parseExact(raw.toString('utf8'));
    const quirked = isRecord(parsed) ? applyQuirks(parsed, quirks) : undefined;
    if (quirked?.changed === true) {
      raw = Buffer.from(stringifyExact(quirked.body));
      dropped = quirked.dropped;
    }
  }
  if (asksUsage || target.upstreamModel !== chat.model) {
    const members = new Map<string, string>();
    if (target.upstreamModel !== chat.model) members.set('model', JSON.stringify(target.upstreamModel));
    if (asksUsage) members.set('stream_options', JSON.stringify(withUsage(raw)));
    raw = spliceJson(raw, members);
  }
  return { body: raw, hideUsage, dropped };
}

/** What the client says of its stream beside, with the wish for usage. */
function withUsage(raw: Buffer): unknown {
  const parsed: unknown = raw.includes('stream_options"') ? JSON.parse(raw.toString('utf8')) : undefined;
  const own = isRecord(parsed) ? parsed['stream_options'] : undefined;
  return { ...(isRecord(own) ? own : {}), include_usage: true };
}

/** Another dialect: the request in its words, with the server's quirks. Throws GatewayError when it has none for it. */
export function encodedBody(
  encoded: { body: Record<string, unknown>; dropped: string[] },
  target: Target,
): UpstreamBody {
  const { body, dropped } = applyQuirks(encoded.body, quirksOf(target.provider));
  return { body: stringifyExact(body), hideUsage: false, dropped: [...encoded.dropped, ...dropped] };
}
