import { hashOn, NO_TEXT, TextSet } from '@/lib/vocabulary/text-set';

/** About ten bits for each of the 200,000 tokens of o200k_base. */
const BYTES = 2 ** 18;

/** Texts as the bytes of a {@link TextSet}, in base64: the same for the same texts in any order. */
export function pack(texts: Iterable<string>): string {
  const bytes = new Uint8Array(BYTES);
  const set = new TextSet(bytes);
  for (const text of texts) {
    let hash = NO_TEXT;
    for (let at = 0; at < text.length; at += 1) hash = hashOn(hash, text.charCodeAt(at));
    set.add(hash);
  }
  return Buffer.from(bytes).toString('base64');
}
