/**
 * The neutral form of a chat: what every dialect can be read into and written from.
 * It is used only when door and upstream speak different dialects; equal dialects pass bytes through.
 */
import type { Usage } from '@/lib/pricing/usage';

export type ImageSource =
  { kind: 'url'; url: string; detail?: string } | { kind: 'base64'; mediaType: string; data: string };

export type ContentPart =
  | { type: 'text'; text: string; cacheMarker?: CacheMarker }
  | { type: 'image'; source: ImageSource; cacheMarker?: CacheMarker }
  | { type: 'audio'; format: string; data: string }
  | { type: 'file'; name?: string; mediaType?: string; data?: string; url?: string };

/** A prompt-cache breakpoint, where the vendor has them (Anthropic `cache_control`). */
export interface CacheMarker {
  ttl?: '5m' | '1h';
}

export interface ToolCall {
  id: string;
  name: string;
  /** JSON text as the model wrote it; it may not parse. */
  arguments: string;
}

/** Reasoning that a vendor shows or wants back; `signature`/`encrypted` travel untouched. */
export interface ReasoningPart {
  text?: string;
  signature?: string;
  encrypted?: string;
}

export type ChatMessage =
  | { role: 'system'; content: ContentPart[] }
  | { role: 'user'; content: ContentPart[]; name?: string }
  | {
      role: 'assistant';
      content: ContentPart[];
      toolCalls?: ToolCall[];
      reasoning?: ReasoningPart[];
      refusal?: string;
    }
  | { role: 'tool'; toolCallId: string; content: ContentPart[]; isError?: boolean };

export interface ToolDefinition {
  name: string;
  description?: string;
  /** JSON Schema of the arguments. */
  parameters?: Record<string, unknown>;
  strict?: boolean;
  cacheMarker?: CacheMarker;
}

export type ToolChoice =
  { kind: 'auto' } | { kind: 'none' } | { kind: 'required' } | { kind: 'tool'; name: string };

export type ResponseFormat =
  | { kind: 'text' }
  | { kind: 'json_object' }
  | {
      kind: 'json_schema';
      name: string;
      schema: Record<string, unknown>;
      strict?: boolean;
      description?: string;
    };

export interface ChatRequest {
  model: string;
  messages: ChatMessage[];
  tools?: ToolDefinition[];
  toolChoice?: ToolChoice;
  parallelToolCalls?: boolean;
  responseFormat?: ResponseFormat;
  maxOutputTokens?: number;
  temperature?: number;
  topP?: number;
  topK?: number;
  stop?: string[];
  seed?: number;
  n?: number;
  frequencyPenalty?: number;
  presencePenalty?: number;
  logitBias?: Record<string, number>;
  logprobs?: { top?: number };
  reasoning?: { effort?: string; budgetTokens?: number };
  stream: boolean;
  /** The client asked for usage in the stream (OpenAI `stream_options.include_usage`). */
  includeUsage?: boolean;
  /** End user as the client names it (OpenAI `user`, Anthropic `metadata.user_id`). */
  user?: string;
  serviceTier?: string;
  metadata?: Record<string, string>;
  /** Parameters that only the door's own dialect knows; forwarded to the same dialect only, by name. */
  extra?: Record<string, unknown>;
}

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'error' | 'other';

export interface ChatChoice {
  index: number;
  content: ContentPart[];
  toolCalls: ToolCall[];
  reasoning: ReasoningPart[];
  refusal?: string;
  finishReason: FinishReason;
  /** OpenAI-shaped logprobs, passed on where both sides have them. */
  logprobs?: unknown;
}

export interface ChatResponse {
  id: string;
  /** Epoch seconds. */
  createdS: number;
  model: string;
  choices: ChatChoice[];
  usage: Usage;
}

/** One step of a streamed answer in neutral form. `index` is the choice, `toolIndex` the call within it. */
export type StreamPart =
  | { type: 'start'; id?: string; model?: string; createdS?: number }
  | { type: 'text'; index: number; text: string }
  | { type: 'refusal'; index: number; text: string }
  | { type: 'reasoning'; index: number; text?: string; signature?: string; encrypted?: string }
  | { type: 'tool_call_start'; index: number; toolIndex: number; id: string; name: string }
  | { type: 'tool_call_delta'; index: number; toolIndex: number; arguments: string }
  | { type: 'finish'; index: number; reason: FinishReason }
  /** Cumulative usage: a later one replaces an earlier one, never adds to it. */
  | { type: 'usage'; usage: Usage }
  | { type: 'ping' }
  | { type: 'error'; error: UpstreamError }
  | { type: 'done' };

/** What a provider's error answer means, whatever its shape. */
export interface UpstreamError {
  /** HTTP status that it means (of the response, or of the error object inside a 200). */
  status: number;
  kind:
    | 'invalid_request'
    | 'context_length'
    | 'authentication'
    | 'payment'
    | 'permission'
    | 'not_found'
    | 'conflict'
    | 'too_large'
    | 'unprocessable'
    | 'rate_limit'
    | 'quota'
    | 'overloaded'
    | 'server'
    | 'unknown';
  /** For people; keys and URLs are already cut. */
  message: string;
  /** The vendor's own code or type, e.g. `insufficient_quota`. */
  code?: string;
  param?: string;
}
