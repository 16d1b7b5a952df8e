/** A vocabulary, as gpt-tokenizer has them. */
export interface Vocabulary {
  encode(text: string): number[];
  decode(tokens: number[]): string;
}

const TOKENS = 5;
const PART_OF_A_CHARACTER = '\ufffd';

/** A text as a stream brings it: cut between tokens of its model, and never within a character. */
export function inPieces(text: string, by: Vocabulary, tokens = TOKENS): string[] {
  const all = by.encode(text);
  const pieces: string[] = [];
  for (let from = 0, to = tokens; from < all.length; to += 1) {
    const piece = by.decode(all.slice(from, to));
    if (to < all.length && piece.endsWith(PART_OF_A_CHARACTER)) continue;
    pieces.push(piece);
    from = to;
    to += tokens - 1;
  }
  return pieces;
}
