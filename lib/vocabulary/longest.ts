/** Characters of the longest text that is looked up: a space, and the longest word. */
export const MOST_CHARS = 17;

const CJK_FIRST = 0x2e80;

/** Characters that a token of a script has at most: longer ones are rare, and each length costs a look. */
export function longestFrom(code: number): number {
  if (code < 0x900) return 16;
  // The scripts of India.
  if (code < 0xe00) return 11;
  // Thai and its neighbours, who write no spaces.
  if (code < 0x10a0) return 8;
  return code < CJK_FIRST ? 12 : 4;
}
