import { outputWeight } from './output-weight';
import { stringSpan } from './scan-json';

/** OpenAI pads chunks with a random text, so that their length gives nothing away; it is all that differs at the end. */
const PADDING = '"obfuscation":"';

/**
 * The look of a stream's delta events, which differ in nothing but the text they carry: once learnt, the next one is
 * recognised by comparing what stands before and after its text, without a parse.
 */
export class DeltaShape {
  private before: string | undefined;
  private after = '';
  private padded = false;

  /** `fields`: names of members that carry output, the likeliest first. */
  constructor(private readonly fields: readonly string[]) {}

  /** Learns from an event that carries output and says nothing else. Gives its weight, as far as that can be told. */
  learn(json: string): number | undefined {
    this.before = undefined;
    for (const field of this.fields) {
      const span = stringSpan(json, field);
      if (span === undefined || span.start === span.end) continue;
      const padding = json.indexOf(PADDING, span.end);
      this.padded = padding >= 0;
      this.before = flatten(json.slice(0, span.start));
      this.after = flatten(json.slice(span.end, this.padded ? padding + PADDING.length : undefined));
      return outputWeight(json, span.start, span.end);
    }
    return undefined;
  }

  /** Weight of its output when the event has the learnt look; else undefined. */
  match(json: string): number | undefined {
    const before = this.before;
    // Slices of equal length are compared as memory; `startsWith` goes character by character.
    if (before === undefined || json.slice(0, before.length) !== before) return undefined;
    const end = json.indexOf('"', before.length);
    const rest = end + this.after.length;
    if (end < 0 || json.slice(end, rest) !== this.after) return undefined;
    const isWhole = this.padded ? json.indexOf('"', rest) === json.length - 2 : rest === json.length;
    return isWhole ? outputWeight(json, before.length, end) : undefined;
  }
}

/** A copy that stands on its own: a slice keeps its whole parent alive, and is slower to compare. */
function flatten(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
