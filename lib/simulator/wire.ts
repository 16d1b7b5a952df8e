import type { Answer, OutputCounts, PromptCounts } from './answer';
import type { Meters } from './amount';
import type { Ask, WireVendor } from './ask';
import type { Json } from './json';
import type { Problem } from './problem';

/** One piece of a streamed body. `content` is one output token each; its text may be empty (hidden reasoning). */
export type Frame =
  { part: 'open' | 'close'; text: string } | { part: 'content'; text: string; reasoning: boolean };

/** Wishes of a fault that change what frames there are. */
export interface Quirks {
  usage: 'normal' | 'missing' | 'every_chunk';
  /** False: the terminal event never comes. */
  done: boolean;
  endless: boolean;
}

/** One wire format: reads its requests and writes its answers. Pure. */
export interface Wire {
  vendor: WireVendor;
  /** Reads a request. Throws ProblemError. */
  parse(body: Json, path: WirePath): Ask;
  /** The whole answer as one JSON object. */
  answer(ask: Ask, answer: Answer, quirks: Quirks): Json;
  frames(ask: Ask, answer: Answer, quirks: Quirks): Iterable<Frame>;
  usage(prompt: PromptCounts, output: OutputCounts, model: string): Json;
  /** The vendor's usage in disjoint meters, as its documentation defines them. */
  meters(prompt: PromptCounts, output: OutputCounts): Meters;
  /** Id as the client sees it. */
  responseId(answer: Answer): string;
  error(problem: Problem, requestId: string): Json;
  /** An error inside a stream. */
  errorFrame(problem: Problem, requestId: string): string;
  /** Headers that each answer carries. */
  headers(requestId: string, processingMs: number): Record<string, string>;
}

/** What the address says beside the body. */
export interface WirePath {
  model?: string;
  stream?: boolean;
}

/** Meters without the empty ones: absent, never 0. */
export function presentMeters(meters: Meters): Meters {
  return Object.fromEntries(Object.entries(meters).filter(([, tokens]) => tokens > 0));
}
