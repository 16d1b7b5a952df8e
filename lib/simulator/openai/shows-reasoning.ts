/** OpenAI's own models keep their reasoning to themselves; others show it as `reasoning_content`. */
export function showsReasoning(model: string): boolean {
  return !/^(gpt-|o\d)/.test(model);
}
