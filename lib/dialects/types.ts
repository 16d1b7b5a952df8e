import type { GatewayError } from '@/lib/errors/gateway-error';
import type { ChatRequest, ChatResponse, StreamPart, UpstreamError } from './chat';
import type { Usage } from '@/lib/pricing/usage';

export const DIALECT_NAMES = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

export function isDialectName(value: unknown): value is DialectName {
  return DIALECT_NAMES.some((name) => name === value);
}

/** One complete server-sent event. `raw` are its bytes with the closing blank line, to be forwarded untouched. */
export interface SseEvent {
  raw: Buffer;
  /** The `event:` field, when there is one. */
  event?: string;
  /** The `data:` lines joined by newline; undefined for a comment or ping. */
  data?: string;
}

/** What a passed-through event says, learnt without converting it. */
export interface Observation {
  /** The event carries model output (text, reasoning, tool call): the first one starts the first-token clock. */
  content: boolean;
  /** Weight of the output in this event (output-weight.ts), for an estimate when usage never comes. */
  outputWeight: number;
  usage?: Usage;
  finished?: boolean;
  /** Comes with `finished`. */
  finishReason?: string;
  /** The stream's own terminal event (`[DONE]`, `message_stop`). */
  done?: boolean;
  error?: UpstreamError;
  /** Not to be forwarded: it exists only because we asked for it (usage that the client did not request). */
  drop?: boolean;
}

export interface StreamObserver {
  observe(event: SseEvent): Observation;
}
/**
 * Upstream side: reads native events into neutral parts. Stateful, one per stream. `done` comes only of the vendor's
 * own terminal event; Gemini has none, so there the end of the stream after a `finish` is the end of the answer.
 */
export interface StreamReader {
  read(event: SseEvent): StreamPart[];
}
/**
 * Door side: writes neutral parts as native SSE text (complete events, or '' for what has to wait). Stateful, one per
 * stream. `done` writes all that is left and the terminal event, once; without it no terminal event is ever written.
 */
export interface StreamWriter {
  write(part: StreamPart): string;
}

export interface EncodedRequest {
  /** Path below the provider's base URL, e.g. `/chat/completions`. */
  path: string;
  body: Record<string, unknown>;
  headers?: Record<string, string>;
  /** Parameters that this upstream cannot take and that were left out, by the door's name for them. */
  dropped: string[];
}

export interface EncodeTarget {
  /** Provider-side model name. */
  upstreamModel: string;
  /** No more than this in any case, be it the model's own ceiling or the gateway's; for vendors that demand `max_tokens`. */
  maxOutputTokens?: number;
}

/**
 * One wire format, both ways. Each dialect folder has the same files, named for what they do
 * (held by tests/unit/dialects/consistency.test.ts).
 */
export interface Dialect {
  readonly name: DialectName;

  /** Door: validates a body from a client. Throws GatewayError 400 with `param` on the first thing wrong. */
  decodeRequest(body: unknown): ChatRequest;
  /** Upstream: writes a neutral request. Throws GatewayError `unsupported_parameter` for what cannot be said at all. */
  encodeRequest(request: ChatRequest, target: EncodeTarget): EncodedRequest;
  /** Upstream path for a pass-through of the door's own bytes. */
  pathFor(upstreamModel: string, stream: boolean): string;
  /** Headers that authenticate at a provider of this dialect. */
  authHeaders(apiKey: string): Record<string, string>;

  decodeResponse(body: unknown): ChatResponse;
  encodeResponse(response: ChatResponse): Record<string, unknown>;

  /** Usage of a non-streamed body; undefined when the provider reported none. */
  readUsage(body: unknown): Usage | undefined;

  /** `hideUsage`: usage events were requested by us, not by the client, and are dropped. */
  observeStream(options: { hideUsage: boolean }): StreamObserver;
  readStream(): StreamReader;
  writeStream(request: ChatRequest): StreamWriter;
  /** What ends a stream beside its last word on the answer; '' where that word is the end. */
  readonly streamEnd: string;

  /** An error answer (any body: JSON, HTML, nothing) or an error object inside a 200; undefined when the body is no error. */
  readError(status: number, body: string): UpstreamError | undefined;
  /** Our own error in the door's shape. */
  writeError(error: GatewayError): Record<string, unknown>;
  /** The same as a terminal frame of a broken stream. */
  writeStreamError(error: GatewayError): string;
}
