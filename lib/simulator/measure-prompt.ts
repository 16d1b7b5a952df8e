import type { PromptSegment } from './ask';

/** A prefix of the prompt: its length in tokens and a key that equal prefixes share. */
export interface PrefixMark {
  tokens: number;
  key: string;
}

export interface SegmentEnd extends PrefixMark {
  cacheTtl?: '5m' | '1h';
}

export interface PromptMeasure {
  textTokens: number;
  imageTokens: number;
  /** Prefixes at 1024 tokens and each 128 tokens after. */
  marks: PrefixMark[];
  /** Prefix at the end of each segment. */
  ends: SegmentEnd[];
  /** Identifies the whole prompt. */
  key: string;
}

const FIRST_MARK = 1024;
const MARK_STEP = 128;

const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const SIGN = 4;
const OTHER = 5;

function classOf(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return LETTER;
  if (code >= 48 && code <= 57) return DIGIT;
  if (code <= 32) return SPACE;
  return code < 128 ? SIGN : OTHER;
}

/** Tokens of a run of one class: words of up to 8 letters, 3 digits, single signs, 2 other characters; a space joins its word. */
function tokensOf(kind: number, length: number): number {
  if (kind === LETTER) return Math.ceil(length / 8);
  if (kind === DIGIT) return Math.ceil(length / 3);
  if (kind === SPACE) return length > 1 ? 1 : 0;
  return kind === SIGN ? length : Math.ceil(length / 2);
}

/** Counts and fingerprints a prompt in one walk over its characters; linear whatever the text. */
class PromptWalk {
  tokens = 0;
  #low = 0x811c9dc5;
  #high = 0x9747b28c;
  #nextMark = FIRST_MARK;
  readonly marks: PrefixMark[] = [];

  feed(text: string): void {
    let at = 0;
    while (at < text.length) {
      const start = at;
      const kind = classOf(text.charCodeAt(at));
      do {
        this.#mix(text.charCodeAt(at));
        at += 1;
      } while (at < text.length && classOf(text.charCodeAt(at)) === kind);
      this.add(tokensOf(kind, at - start));
    }
  }

  /** An image's address or data: it identifies the image and costs nothing itself. */
  absorb(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.#mix(text.charCodeAt(at));
  }

  add(tokens: number): void {
    this.tokens += tokens;
    this.#mix(tokens);
    while (this.tokens >= this.#nextMark) {
      this.marks.push({ tokens: this.#nextMark, key: this.key() });
      this.#nextMark += MARK_STEP;
    }
  }

  key(): string {
    return `${(this.#low >>> 0).toString(36)}.${(this.#high >>> 0).toString(36)}`;
  }

  #mix(code: number): void {
    this.#low = Math.imul(this.#low ^ code, 0x01000193);
    this.#high = Math.imul(this.#high ^ (code + 0x9e37), 0x5bd1e995);
  }
}

/** Measures a prompt with the simulator's own tokenizer. */
export function measurePrompt(segments: readonly PromptSegment[]): PromptMeasure {
  const walk = new PromptWalk();
  const ends: SegmentEnd[] = [];
  let imageTokens = 0;
  for (const segment of segments) {
    if (segment.overheadTokens) walk.add(segment.overheadTokens);
    if (segment.imageTokens) {
      walk.absorb(segment.text);
      walk.add(segment.imageTokens);
      imageTokens += segment.imageTokens;
    } else {
      walk.feed(segment.text);
    }
    const end: SegmentEnd = { tokens: walk.tokens, key: walk.key() };
    if (segment.cacheTtl) end.cacheTtl = segment.cacheTtl;
    ends.push(end);
  }
  return { textTokens: walk.tokens - imageTokens, imageTokens, marks: walk.marks, ends, key: walk.key() };
}

/** Tokens of a plain text. */
export function countTokens(text: string): number {
  return measurePrompt([{ text }]).textTokens;
}
