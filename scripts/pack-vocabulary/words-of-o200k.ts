import { decode } from 'gpt-tokenizer/encoding/o200k_base';
import { MOST_CHARS } from '@/lib/vocabulary/longest';

const LAST_TOKEN = 199_997;
const PART_OF_A_CHARACTER = '\ufffd';

/** The tokens of o200k_base that are whole characters and not too long to be looked up. */
export function wordsOfO200k(): string[] {
  return Array.from({ length: LAST_TOKEN + 1 }, (_none, token) => decode([token])).filter(
    (word) => word.length <= MOST_CHARS && !word.includes(PART_OF_A_CHARACTER),
  );
}
