/** Cuts JSON text into token-like fragments: signs, words with their space, digits by three. */
export function splitJson(text: string): string[] {
  return text.match(/ ?\p{L}{1,10}|\d{1,3}|[^\p{L}\d\s]{1,3}|\s+/gu) ?? [];
}
