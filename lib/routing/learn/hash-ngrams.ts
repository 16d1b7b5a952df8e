/** Buckets of the hashed features: 2^16, so that a head is 256 KiB of floats. */
export const BUCKETS = 65_536;

/** Longer prompts say what they want at their ends; what is between is not read. */
const HEAD_CHARS = 1_200;
const TAIL_CHARS = 600;

/** Buckets that a prompt has at most: a word and a pair for each character, and some bins of form. */
export const MOST_BUCKETS = 2 * (HEAD_CHARS + TAIL_CHARS) + 64;

/** Distinct buckets of one prompt with how often each occurred. Buffers of the hasher: valid until its next call. */
export interface NgramCounts {
  size: number;
  buckets: Uint32Array;
  counts: Float32Array;
}

export type NgramHasher = (text: string) => NgramCounts;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** A longer word also counts by its first letters, so that its inflections meet. */
const STEM_LETTERS = 5;
const STEM_SEED = 0x9e3779b1;
const FORMAT_SEED = 0x5bd1e995;

const isLetter = (code: number) => (code >= 97 && code <= 122) || code > 191;
const isDigit = (code: number) => code >= 48 && code <= 57;

/** Spreads a 32-bit hash over the buckets (the finaliser of MurmurHash3, shortened). */
function bucketOf(hash: number): number {
  let mixed = hash ^ (hash >>> 15);
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 13;
  return mixed & (BUCKETS - 1);
}

/**
 * A hasher of words and pairs of words (letters in runs, digits and signs alone, ASCII case folded) and of a few bins of
 * form: length, digits, signs, lines, capitals. Keeps its buffers and the last text, so that a call allocates nothing and the
 * same text is read once.
 */
export function createNgramHasher(): NgramHasher {
  const seen = new Float32Array(BUCKETS);
  const buckets = new Uint32Array(MOST_BUCKETS);
  const counts = new Float32Array(buckets.length);
  const out: NgramCounts = { size: 0, buckets, counts };
  let last: string | undefined;

  const add = (hash: number, weight: number): void => {
    const bucket = bucketOf(hash);
    if (seen[bucket] === 0) {
      buckets[out.size] = bucket;
      out.size += 1;
    }
    seen[bucket] = (seen[bucket] ?? 0) + weight;
  };

  const addWords = (text: string): FormCounts => {
    const form: FormCounts = { words: 0, digits: 0, signs: 0, capitals: 0, lines: 0 };
    let word = FNV_OFFSET;
    let letters = 0;
    let stem = 0;
    let previous = 0;
    const end = (): void => {
      form.words += 1;
      add(word, 1);
      if (letters > STEM_LETTERS + 1) add(Math.imul(stem, STEM_SEED), 1);
      if (previous !== 0) add((Math.imul(previous, 31) + word) | 0, 1);
      previous = word;
      word = FNV_OFFSET;
      letters = 0;
    };
    for (let place = 0; place < text.length; place += 1) {
      let code = text.charCodeAt(place);
      if (code >= 65 && code <= 90) {
        code += 32;
        form.capitals += 1;
      }
      if (isLetter(code)) {
        word = Math.imul(word ^ code, FNV_PRIME);
        letters += 1;
        if (letters === STEM_LETTERS) stem = word;
        continue;
      }
      if (letters > 0) end();
      if (code === 10) form.lines += 1;
      if (code <= 32) continue;
      if (isDigit(code)) form.digits += 1;
      else form.signs += 1;
      word = Math.imul(word ^ code, FNV_PRIME);
      end();
    }
    if (letters > 0) end();
    return form;
  };

  return (text) => {
    if (text === last) return out;
    last = text;
    out.size = 0;
    const form = addWords(endsOf(text));
    addForm(form, text.length, add);
    for (let place = 0; place < out.size; place += 1) {
      const bucket = buckets[place] ?? 0;
      counts[place] = seen[bucket] ?? 0;
      seen[bucket] = 0;
    }
    return out;
  };
}

interface FormCounts {
  words: number;
  digits: number;
  signs: number;
  capitals: number;
  lines: number;
}

/** The part of a text that is read. */
export const endsOf = (text: string) =>
  text.length <= HEAD_CHARS + TAIL_CHARS ? text : `${text.slice(0, HEAD_CHARS)}\n${text.slice(-TAIL_CHARS)}`;

/** Weight of a bin of form beside a word: it says less than its rarity would have it. */
const FORM_WEIGHT = 1;

function addForm(form: FormCounts, length: number, add: (hash: number, weight: number) => void): void {
  const words = Math.max(1, form.words);
  const bins = [
    Math.round(2 * Math.log2(1 + length)),
    Math.round(2 * Math.log2(1 + form.digits)),
    Math.round((20 * form.digits) / words),
    Math.round((20 * form.signs) / words),
    Math.round((20 * form.capitals) / words),
    Math.min(12, form.lines),
    Math.round((2 * length) / words),
  ];
  bins.forEach((bin, kind) => {
    add(Math.imul(FORMAT_SEED ^ (kind * 1_009 + bin), FNV_PRIME), FORM_WEIGHT);
  });
}
