/**
 * The neutral form of a chat: what every dialect can be read into and written from.
 * It is used only when door and upstream speak different dialects; equal dialects pass bytes through.
 */
import type { Usage } from '@/lib/pricing/usage';
import type { DialectName } from './types';

export type ImageSource =
  | { kind: 'url'; url: string; detail?: string }
  | { kind: 'base64'; mediaType: string; data: string; detail?: string };

export type ContentPart =
  | { type: 'text'; text: string; cacheMarker?: CacheMarker }
  | { type: 'image'; source: ImageSource; cacheMarker?: CacheMarker }
  | { type: 'audio'; format: string; data: string }
  | { type: 'file'; name?: string; mediaType?: string; data?: string; url?: string }
  /** Something that only its own dialect can say, as it came; `path` is where it stood in the client's body. */
  | { type: 'native'; dialect: DialectName; path: string; value: unknown };

/** A prompt-cache breakpoint, where the vendor has them (Anthropic `cache_control`). */
export interface CacheMarker {
  ttl?: '5m' | '1h';
}

export interface ToolCall {
  id: string;
  name: string;
  /** JSON text as the model wrote it; it may not parse. */
  arguments: string;
  /** Proof of the reasoning before this call, which the vendor wants back with it (Gemini `thoughtSignature`). */
  signature?: string;
}

/** Reasoning that a vendor shows or wants back; `signature`/`encrypted` travel untouched. */
export interface ReasoningPart {
  text?: string;
  signature?: string;
  encrypted?: string;
  /** Whose reasoning it is: only that dialect takes `signature` and `encrypted` back. Absent: the dialect that it was read in. */
  origin?: DialectName;
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
  /** `summary`: how much of it is told (OpenAI's Responses). */
  reasoning?: { effort?: string; budgetTokens?: number; summary?: string };
  /** How many words an answer has (OpenAI): `low`, `medium`, `high`. */
  verbosity?: string;
  stream: boolean;
  /** The client asked for usage in the stream (OpenAI `stream_options.include_usage`). */
  includeUsage?: boolean;
  /** End user as the client names it (OpenAI `user`, Anthropic `metadata.user_id`). */
  user?: string;
  serviceTier?: string;
  metadata?: Record<string, string>;
  /** The dialect that this was read from: `extra` and `nativeTools` are in it, and parameters are named in it. */
  door?: DialectName;
  /** Tools that only the door's vendor runs (web search, code execution), as they came; `path` as in the body. */
  nativeTools?: { path: string; value: unknown }[];
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
  /** Epoch seconds; absent where the vendor says none (Anthropic, Gemini). */
  createdS?: number;
  model: string;
  choices: ChatChoice[];
  usage: Usage;
}

/** One step of a streamed answer in neutral form. `index` is the choice, `toolIndex` the call within it. */
export type StreamPart =
  | { type: 'start'; id?: string; model?: string; createdS?: number }
  /** `logprobs`: of the tokens of this text, as OpenAI shapes them. */
  | { type: 'text'; index: number; text: string; logprobs?: readonly unknown[] }
  | { type: 'refusal'; index: number; text: string }
  | { type: 'image'; index: number; source: ImageSource }
  | {
      type: 'reasoning';
      index: number;
      text?: string;
      signature?: string;
      encrypted?: string;
      origin?: DialectName;
    }
  | {
      type: 'tool_call_start';
      index: number;
      toolIndex: number;
      id: string;
      name: string;
      signature?: string;
    }
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
  /** Seconds to wait, where the body says so (Gemini `RetryInfo`); the header is the caller's. */
  retryAfterS?: number;
}
