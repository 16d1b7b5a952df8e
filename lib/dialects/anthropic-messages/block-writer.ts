import type { StreamPart } from '../chat';
import { markForeign } from '../foreign-signature';
import { type JsonRecord, tryParseJson } from '../json-value';
import { writeNamedFrame } from '../sse-frame';

type Part<T extends StreamPart['type']> = Extract<StreamPart, { type: T }>;
export type ContentStreamPart = Part<
  'text' | 'refusal' | 'reasoning' | 'tool_call_start' | 'tool_call_delta'
>;
type OpenBlock =
  | { kind: 'text' }
  | { kind: 'thinking'; signed: boolean; origin: Part<'reasoning'>['origin'] }
  | { kind: 'tool'; toolIndex: number; json: string };

const isNotFragment = (part: ContentStreamPart) => part.type !== 'tool_call_delta';

/**
 * Content blocks of one streamed message: numbered from 0, one open at a time. Other vendors may interleave parallel tool
 * calls, so while the arguments of the open one are not whole, everything else waits.
 */
export class BlockWriter {
  private index = -1;
  private current: OpenBlock | undefined;
  private waiting: ContentStreamPart[] = [];

  write(part: ContentStreamPart): string {
    if (this.mustWait(part)) {
      this.waiting.push(part);
      return '';
    }
    const out = this.place(part);
    return this.waiting.length === 0 || this.isUnfinished() ? out : out + this.drain();
  }

  /** Ends the message's content, with all that has waited. */
  close(): string {
    let out = this.drain() + this.closeCurrent();
    while (this.waiting.length > 0) out += this.drain() + this.closeCurrent();
    return out;
  }

  private mustWait(part: ContentStreamPart): boolean {
    const open = this.current;
    if (part.type === 'tool_call_delta' && !(open?.kind === 'tool' && open.toolIndex === part.toolIndex))
      return true;
    return isNotFragment(part) && this.isUnfinished();
  }

  /** The open block is a call whose arguments, an object, are not whole. The last character tells most of the time. */
  private isUnfinished(): boolean {
    if (this.current?.kind !== 'tool') return false;
    const { json } = this.current;
    return !json.trimEnd().endsWith('}') || tryParseJson(json) === undefined;
  }

  /** Places what has waited and may go now, in order; only fragments of the open call overtake. */
  private drain(): string {
    let out = '';
    for (;;) {
      const before = this.waiting;
      this.waiting = [];
      for (const part of before) {
        const isBehind = isNotFragment(part) && this.waiting.some(isNotFragment);
        if (isBehind || this.mustWait(part)) this.waiting.push(part);
        else out += this.place(part);
      }
      if (this.waiting.length === before.length) break;
    }
    const isOrphaned = this.current === undefined && !this.waiting.some(isNotFragment);
    // Fragments of a call that was never begun, or that came after its end: there is no place for them.
    if (isOrphaned) this.waiting = [];
    return out;
  }

  private place(part: ContentStreamPart): string {
    switch (part.type) {
      case 'text':
      case 'refusal':
        return this.enterText() + this.delta({ type: 'text_delta', text: part.text });
      case 'reasoning':
        return this.placeReasoning(part);
      case 'tool_call_start': {
        const { id, name, toolIndex } = part;
        const block = { type: 'tool_use', id, name, input: {} };
        return this.closeCurrent() + this.begin(block, { kind: 'tool', toolIndex, json: '' });
      }
      case 'tool_call_delta':
        if (this.current?.kind === 'tool') this.current.json += part.arguments;
        return this.delta({ type: 'input_json_delta', partial_json: part.arguments });
    }
  }

  private placeReasoning({ text, signature, encrypted, origin }: Part<'reasoning'>): string {
    if (encrypted !== undefined) {
      const data = markForeign(encrypted, origin, 'anthropic-messages');
      return this.closeCurrent() + this.begin({ type: 'redacted_thinking', data }) + this.stop();
    }
    const block = { type: 'thinking', thinking: '', signature: '' };
    const isOpen = this.current?.kind === 'thinking' && !this.current.signed;
    const begun = isOpen
      ? ''
      : this.closeCurrent() + this.begin(block, { kind: 'thinking', signed: false, origin });
    const thought = text === undefined ? '' : this.delta({ type: 'thinking_delta', thinking: text });
    const proof =
      signature === undefined ? '' : this.sign(markForeign(signature, origin, 'anthropic-messages'));
    return begun + thought + proof;
  }

  private enterText(): string {
    if (this.current?.kind === 'text') return '';
    return this.closeCurrent() + this.begin({ type: 'text', text: '' }, { kind: 'text' });
  }

  private begin(wire: JsonRecord, block?: OpenBlock): string {
    this.index++;
    this.current = block;
    const event = { type: 'content_block_start', index: this.index, content_block: wire };
    return writeNamedFrame('content_block_start', event);
  }

  private delta(delta: JsonRecord): string {
    return writeNamedFrame('content_block_delta', { type: 'content_block_delta', index: this.index, delta });
  }

  private sign(signature: string): string {
    if (this.current?.kind === 'thinking') this.current.signed = true;
    return this.delta({ type: 'signature_delta', signature });
  }

  private stop(): string {
    return writeNamedFrame('content_block_stop', { type: 'content_block_stop', index: this.index });
  }

  /** Foreign thinking without proof is marked with whose it is, so that it finds its way back. */
  private closeCurrent(): string {
    const block = this.current;
    if (block === undefined) return '';
    const mark =
      block.kind === 'thinking' && !block.signed ? markForeign('', block.origin, 'anthropic-messages') : '';
    const out = (mark === '' ? '' : this.sign(mark)) + this.stop();
    this.current = undefined;
    return out;
  }
}
