import type { StreamPart } from '../chat';
import { markForeign } from '../foreign-signature';
import { type JsonRecord, tryParseJson } from '../json-value';
import { writeNamedFrame } from '../sse-frame';

type Part<T extends StreamPart['type']> = Extract<StreamPart, { type: T }>;
type OpenBlock =
  | { kind: 'text' }
  | { kind: 'thinking'; signed: boolean; origin: Part<'reasoning'>['origin'] }
  | { kind: 'tool'; toolIndex: number; json: string };

interface WaitingCall {
  start: Part<'tool_call_start'>;
  json: string;
}

/**
 * Content blocks of one streamed message: numbered from 0, one open at a time. Other vendors may interleave parallel tool
 * calls, so a call waits until the arguments of the open one are whole, or until the end.
 */
export class BlockWriter {
  private index = -1;
  private current: OpenBlock | undefined;
  private readonly waiting = new Map<number, WaitingCall>();

  text(text: string): string {
    return (
      this.enter({ kind: 'text' }, { type: 'text', text: '' }) + this.delta({ type: 'text_delta', text })
    );
  }

  reasoning({ text, signature, encrypted, origin }: Part<'reasoning'>): string {
    if (encrypted !== undefined) {
      const data = markForeign(encrypted, origin, 'anthropic-messages');
      return this.close() + this.begin({ type: 'redacted_thinking', data }) + this.stop();
    }
    const out =
      this.current?.kind === 'thinking' && !this.current.signed
        ? ''
        : this.enter(
            { kind: 'thinking', signed: false, origin },
            { type: 'thinking', thinking: '', signature: '' },
          );
    const thought = text === undefined ? '' : this.delta({ type: 'thinking_delta', thinking: text });
    return (
      out +
      thought +
      (signature === undefined ? '' : this.sign(markForeign(signature, origin, 'anthropic-messages')))
    );
  }

  toolStart(start: Part<'tool_call_start'>): string {
    if (this.current?.kind === 'tool') {
      this.waiting.set(start.toolIndex, { start, json: '' });
      return '';
    }
    return this.openTool(start);
  }

  toolDelta(toolIndex: number, json: string): string {
    if (this.current?.kind === 'tool' && this.current.toolIndex === toolIndex) {
      this.current.json += json;
      return this.delta({ type: 'input_json_delta', partial_json: json });
    }
    const waiting = this.waiting.get(toolIndex);
    if (waiting === undefined) return '';
    waiting.json += json;
    const isTurn = this.current?.kind !== 'tool' || tryParseJson(this.current.json) !== undefined;
    return isTurn ? this.openWaiting(toolIndex, waiting) : '';
  }

  /** Ends the open block, and writes the tool calls that have waited for it. */
  close(): string {
    let out = this.closeCurrent();
    for (const [toolIndex, waiting] of this.waiting)
      out += this.openWaiting(toolIndex, waiting) + this.closeCurrent();
    return out;
  }

  private openWaiting(toolIndex: number, { start, json }: WaitingCall): string {
    this.waiting.delete(toolIndex);
    const out = this.openTool(start);
    return json === '' ? out : out + this.toolDelta(toolIndex, json);
  }

  private openTool({ toolIndex, id, name }: Part<'tool_call_start'>): string {
    const block = { type: 'tool_use', id, name, input: {} };
    return this.closeCurrent() + this.begin(block, { kind: 'tool', toolIndex, json: '' });
  }

  private enter(block: OpenBlock, wire: JsonRecord): string {
    if (this.current?.kind === block.kind && block.kind === 'text') return '';
    return this.close() + this.begin(wire, block);
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
