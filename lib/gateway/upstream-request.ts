import { dialectFor } from '@/lib/dialects/registry';
import { spliceJson } from '@/lib/http/splice-json';
import type { UpstreamCall } from '@/lib/providers/open-upstream';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from './exchange';

export interface UpstreamRequest extends UpstreamCall {
  /** Door and upstream speak the same dialect: bytes pass through. */
  passThrough: boolean;
  /** We asked for usage in the stream and the client did not: its events are kept back. */
  hideUsage: boolean;
  /** Parameters left out because the upstream has no such thing. */
  dropped: string[];
}

/** Same dialect: the client's own bytes, but for the model's name there and the wish for usage. */
function passedThroughBody(exchange: AdmittedExchange, target: Target): { body: Buffer; hideUsage: boolean } {
  const { chat, raw, dialect } = exchange;
  const members = new Map<string, string>();
  if (target.upstreamModel !== chat.model) members.set('model', JSON.stringify(target.upstreamModel));
  const hideUsage = dialect.name === 'openai-chat' && chat.stream && chat.includeUsage !== true;
  if (hideUsage) members.set('stream_options', '{"include_usage":true}');
  return { body: members.size === 0 ? raw : spliceJson(raw, members), hideUsage };
}

/** What to send to a target, with its credential. Throws GatewayError when the request can't be said in its dialect. */
export function buildUpstreamRequest(
  exchange: AdmittedExchange,
  target: Target,
  attempt: number,
): UpstreamRequest {
  const { provider, upstreamModel, model } = target;
  const upstream = dialectFor(provider.dialect);
  const passThrough = upstream.name === exchange.dialect.name;
  const base = new URL(provider.baseUrl);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: exchange.chat.stream ? 'text/event-stream' : 'application/json',
    'user-agent': 'tollgate',
    ...provider.headers,
    ...(provider.apiKey === undefined ? {} : upstream.authHeaders(provider.apiKey)),
    'x-client-request-id': `${exchange.requestId}.${attempt}`,
  };
  const traceparent = exchange.inbound.header('traceparent');
  if (traceparent !== undefined && /^[\da-f-]{1,64}$/.test(traceparent)) headers['traceparent'] = traceparent;
  const call = { dispatcher: exchange.deps.pools.get(base.origin, provider.timeouts.connectMs), headers };
  const prefix = base.pathname.replace(/\/+$/, '');

  if (passThrough) {
    const path = prefix + upstream.pathFor(upstreamModel, exchange.chat.stream) + base.search;
    return { ...call, path, ...passedThroughBody(exchange, target), passThrough, dropped: [] };
  }
  const encoded = upstream.encodeRequest(exchange.chat, {
    upstreamModel,
    maxOutputTokens: model.maxOutputTokens,
  });
  Object.assign(headers, encoded.headers);
  return {
    ...call,
    path: prefix + encoded.path + base.search,
    body: JSON.stringify(encoded.body),
    passThrough,
    hideUsage: false,
    dropped: encoded.dropped,
  };
}
