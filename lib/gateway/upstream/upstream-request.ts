import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import { dialectFor } from '@/lib/dialects/registry';
import { setHeader, toHeaderList, type HeaderList } from '@/lib/providers/header-list';
import type { UpstreamCall } from '@/lib/providers/open-upstream';
import { addressOf, credentialHeaders } from '@/lib/providers/upstream-address';
import type { Target } from '@/lib/routing/select-targets';
import { addTraceHeaders } from '@/lib/telemetry/trace-headers';
import type { AdmittedExchange, Exchange } from '../exchange';
import { mostOutputTokens } from '../prompt/output-limit';
import { withExactCalls } from './exact-calls';
import { encodedBody, passedThroughBody, type UpstreamBody } from './upstream-body';

export interface UpstreamRequest extends UpstreamCall, Pick<UpstreamBody, 'hideUsage' | 'dropped'> {
  /** Door and upstream speak the same dialect: bytes pass through. */
  passThrough: boolean;
}

const BETA_HEADERS = ['anthropic-beta', 'openai-beta'] as const;
const BETA = /^[\w.,\- =]{1,512}$/;

/** What every call to a provider carries. Its object lives as long as its configuration, and so does this. */
const known = new WeakMap<ActiveProvider, Record<'stream' | 'json', HeaderList>>();

function headersOf(provider: ActiveProvider, stream: boolean): readonly string[] {
  let headers = known.get(provider);
  if (headers === undefined) {
    const accepting = (accept: string) =>
      toHeaderList({
        'content-type': 'application/json',
        accept,
        'user-agent': 'tollgate',
        ...provider.headers,
        ...credentialHeaders(provider),
      });
    headers = { stream: accepting('text/event-stream'), json: accepting('application/json') };
    known.set(provider, headers);
  }
  return stream ? headers.stream : headers.json;
}

/** A call to a target but for its body: connection, path, credential and tracing. */
export function callTo(
  exchange: Exchange,
  { provider, upstreamModel }: Target,
  call: { path: string; stream: boolean; clientRequestId: string },
): Omit<UpstreamCall, 'body'> {
  const { origin, path } = addressOf(provider, call.path, upstreamModel);
  const headers = headersOf(provider, call.stream).slice();
  setHeader(headers, 'x-client-request-id', call.clientRequestId);
  addTraceHeaders(exchange.inbound, headers, call.clientRequestId);
  return { origin, path, headers, dispatcher: exchange.deps.pools.get(origin, provider) };
}

/** Fields of a beta pass through untouched, so the header that allows them goes along. */
function addBetaHeaders(exchange: Exchange, headers: HeaderList): void {
  for (const name of BETA_HEADERS) {
    const value = exchange.inbound.header(name);
    if (value !== undefined && BETA.test(value)) setHeader(headers, name, value);
  }
}

/** What to send to a target, with its credential. Throws GatewayError when the request can't be said in its dialect. */
export function buildUpstreamRequest(
  exchange: AdmittedExchange,
  target: Target,
  attempt: number,
): UpstreamRequest {
  const { chat, operation } = exchange;
  const { stream } = chat;
  const { provider, upstreamModel } = target;
  const upstream = dialectFor(provider.dialect);
  const clientRequestId = `${exchange.requestId}.${attempt}`;

  if (upstream.name === exchange.dialect.name) {
    const path = operation === 'embeddings' ? '/embeddings' : upstream.pathFor(upstreamModel, stream);
    const call = callTo(exchange, target, { path, stream, clientRequestId });
    addBetaHeaders(exchange, call.headers);
    return requestOf(call, passedThroughBody(exchange, target), true);
  }
  const encoded = upstream.encodeRequest(withExactCalls(exchange), {
    upstreamModel,
    maxOutputTokens: mostOutputTokens(exchange, target),
  });
  const call = callTo(exchange, target, { path: encoded.path, stream, clientRequestId });
  for (const [name, value] of Object.entries(encoded.headers ?? {})) setHeader(call.headers, name, value);
  return requestOf(call, encodedBody(encoded, target), false);
}

/** Member by member: cheaper than spreads, and always of one shape. */
function requestOf(
  { dispatcher, origin, path, headers }: Omit<UpstreamCall, 'body'>,
  { body, hideUsage, dropped }: UpstreamBody,
  passThrough: boolean,
): UpstreamRequest {
  return { dispatcher, origin, path, headers, body, hideUsage, dropped, passThrough };
}
