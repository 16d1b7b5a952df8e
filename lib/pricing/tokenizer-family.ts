/** Vendors whose models share a tokenizer closely enough that counts of one hold for the other, by their model names. */
const FAMILIES: readonly [name: string, pattern: RegExp][] = [
  ['anthropic', /claude/],
  ['openai', /\bgpt|(^|\/)o[1-9]\b|chatgpt|davinci|text-embedding/],
  ['google', /gemini|gemma/],
  ['deepseek', /deepseek/],
  ['qwen', /qwen|qwq/],
  ['mistral', /mistral|mixtral|codestral|ministral/],
  ['meta', /llama/],
  ['xai', /grok/],
];

/** Family of a model's tokenizer; a name that is on no list is a family of its own. */
export function tokenizerFamily(model: string): string {
  const name = model.toLowerCase();
  return FAMILIES.find(([, pattern]) => pattern.test(name))?.[0] ?? name;
}

/**
 * How far two vendors' token counts of one text lie apart, as an exact ratio: 13 to 10. Published comparisons of
 * Anthropic's and OpenAI's tokenizers found 16 % (English), 21 % (mathematics) and 30 % (Python) more tokens
 * (VentureBeat, 1 May 2025); the widest of them is taken, in both directions.
 */
export const TOKENIZER_SPREAD = { numerator: 13n, denominator: 10n } as const;
