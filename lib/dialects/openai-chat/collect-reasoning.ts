import type { ReasoningPart, StreamPart } from '../chat';
import { encodeReasoning } from './response-encode';

/**
 * Thoughts of one choice as they come. The proof of them goes out once and whole, with the text that it proves: clients
 * put fragments of lists together in ways of their own (the `openai` SDK keeps the last), and half a proof is refused.
 */
export class CollectedReasoning {
  private readonly parts: ReasoningPart[] = [];

  add({ text, signature, encrypted, origin }: Extract<StreamPart, { type: 'reasoning' }>): void {
    let open = this.parts.at(-1);
    if (open === undefined || open.signature !== undefined || open.encrypted !== undefined) {
      open = origin === undefined ? {} : { origin };
      this.parts.push(open);
    }
    if (text !== undefined) open.text = (open.text ?? '') + text;
    if (signature !== undefined) open.signature = signature;
    if (encrypted !== undefined) open.encrypted = encrypted;
  }

  /** `reasoning_details` of all, or undefined when there is no proof. */
  proof(): unknown {
    return encodeReasoning(this.parts)['reasoning_details'];
  }
}
