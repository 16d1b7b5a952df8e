import { countTokens as countPiece } from 'gpt-tokenizer/encoding/o200k_base';
import { splitForTokenizer } from './split-for-tokenizer';

/** Text that looks like a control token (`<|endoftext|>`) is text. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/**
 * Number of o200k_base tokens of a text, in time linear in its length: exact but for runs of one class beyond 256
 * characters and for other vendors' vocabularies, so usage that is counted here is `estimated`. Loads a vocabulary of
 * some megabytes and takes about 0.1 µs a character and more: import it lazily, in a worker.
 */
export function countTokens(text: string): number {
  let tokens = 0;
  for (const piece of splitForTokenizer(text)) tokens += countPiece(piece, AS_TEXT);
  return tokens;
}
