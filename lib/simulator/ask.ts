import type { Json } from './json';

/** Whose door the request came through; it decides wire shapes and how usage is split. */
export type WireVendor = 'openai' | 'anthropic' | 'gemini';

/** A stretch of the prompt, in the order in which vendors cache it: tools, system, messages. */
export interface PromptSegment {
  text: string;
  /** Tokens of an image, which have no text. */
  imageTokens?: number;
  /** Tokens of message framing. */
  overheadTokens?: number;
  /** A cache breakpoint after this segment (Anthropic). */
  cacheTtl?: '5m' | '1h';
}

export interface AskedTool {
  name: string;
  /** JSON Schema of the arguments. */
  schema: Json;
}

export type AskedFormat = { kind: 'text' } | { kind: 'json_object' } | { kind: 'json_schema'; schema: Json };

export type AskedChoice = { kind: 'none' | 'auto' | 'required' } | { kind: 'tool'; name: string };

/** What a request asks for, whatever its wire format. */
export interface Ask {
  model: string;
  stream: boolean;
  segments: PromptSegment[];
  /** Text of the last user turn: decides whether tools are called. */
  lastUserText: string;
  /** The conversation ends with a tool's result: answer in words. */
  afterToolResult: boolean;
  tools: AskedTool[];
  toolChoice: AskedChoice;
  parallelTools: boolean;
  format: AskedFormat;
  /** Output tokens at most, reasoning included. */
  maxTokens?: number;
  stop: string[];
  choices: number;
  /** Absent: the model's own habit. `none`: unwanted. */
  reasoning?: { effort: 'none' | 'low' | 'medium' | 'high'; budgetTokens?: number };
  /** The vendor shows reasoning text, not only its count. */
  showReasoning: boolean;
  /** OpenAI chat: usage in the stream. Always true elsewhere. */
  includeUsage: boolean;
  requestSeed?: number;
}
