/** Prompt tokens in disjoint parts. */
export interface PromptCounts {
  text: number;
  image: number;
  cacheRead: number;
  cacheWrite5m: number;
  cacheWrite1h: number;
}

/** Output tokens in disjoint parts. */
export interface OutputCounts {
  text: number;
  reasoning: number;
}

export interface SimulatedCall {
  /** Without the vendor's prefix. */
  id: string;
  name: string;
  /** JSON text of the arguments, one fragment a token. The name costs one token more. */
  pieces: string[];
}

export interface Choice {
  reasoning: string[];
  text: string[];
  calls: SimulatedCall[];
  finish: 'stop' | 'length' | 'tool_calls';
  /** The stop sequence that ended the text. */
  stopSequence?: string;
}

/** A generated answer; each piece is one output token. */
export interface Answer {
  /** Unique per request, without the vendor's prefix. */
  id: string;
  createdS: number;
  model: string;
  prompt: PromptCounts;
  choices: Choice[];
}

/** Tokens of a whole answer, all choices together. */
export function countOutput(choices: readonly Choice[]): OutputCounts {
  let text = 0;
  let reasoning = 0;
  for (const choice of choices) {
    reasoning += choice.reasoning.length;
    text += choice.text.length;
    for (const call of choice.calls) text += 1 + call.pieces.length;
  }
  return { text, reasoning };
}

export function promptTotal(prompt: PromptCounts): number {
  return prompt.text + prompt.image + prompt.cacheRead + prompt.cacheWrite5m + prompt.cacheWrite1h;
}
