import type { StreamPart } from '../chat';
import type { JsonRecord } from '../json-value';
import { writeNamedFrame } from '../sse-frame';
import { encodeReasoningOutput, writeSummary } from './reasoning-item';
import {
  type CallItem,
  writeCallItem,
  writeMessageItem,
  writeRefusalPart,
  writeTextPart,
} from './response-object';

type Part<T extends StreamPart['type']> = Extract<StreamPart, { type: T }>;
interface OpenItem {
  at: number;
  id: string;
  kind: 'text' | 'refusal' | 'reasoning';
  text: string;
  logprobs: unknown[];
  encrypted?: Part<'reasoning'>;
}

/** Output items of one streamed response. A message or reasoning ends when something else begins; calls may interleave. */
export class ItemWriter {
  responseId = '';
  private sequence = 0;
  private readonly items: JsonRecord[] = [];
  private open: OpenItem | undefined;
  private readonly calls = new Map<number, CallItem & { at: number }>();

  /** The finished items, in order. */
  output(): JsonRecord[] {
    return this.items;
  }

  event(type: string, body: JsonRecord): string {
    return writeNamedFrame(type, { type, sequence_number: this.sequence++, ...body });
  }

  text(kind: 'text' | 'refusal', text: string, logprobs: readonly unknown[] = []): string {
    const begun = this.enter(kind);
    const where = { ...this.place(), content_index: 0, delta: text };
    this.append(text);
    for (const one of logprobs) this.open?.logprobs.push(one);
    return kind === 'text'
      ? begun + this.event('response.output_text.delta', { ...where, logprobs })
      : begun + this.event('response.refusal.delta', where);
  }

  reasoning(part: Part<'reasoning'>): string {
    let out = this.enter('reasoning');
    if (part.text !== undefined) {
      this.append(part.text);
      const where = { ...this.place(), summary_index: 0 };
      out += this.event('response.reasoning_summary_text.delta', { ...where, delta: part.text });
    }
    if (part.encrypted !== undefined && this.open !== undefined) this.open.encrypted = part;
    return out;
  }

  toolStart({ toolIndex, id, name }: Part<'tool_call_start'>): string {
    const out = this.closeOpen();
    const at = this.items.length;
    const call = { at, itemId: `fc_${this.responseId}_${at}`, callId: id, name, arguments: '' };
    this.calls.set(toolIndex, call);
    this.items.push({});
    const item = writeCallItem(call, 'in_progress');
    return out + this.event('response.output_item.added', { output_index: at, item });
  }

  toolDelta(toolIndex: number, json: string): string {
    const call = this.calls.get(toolIndex);
    if (call === undefined) return '';
    call.arguments += json;
    const where = { item_id: call.itemId, output_index: call.at };
    return this.event('response.function_call_arguments.delta', { ...where, delta: json });
  }

  closeAll(): string {
    let out = this.closeOpen();
    for (const call of this.calls.values()) {
      const where = { item_id: call.itemId, output_index: call.at };
      const item = writeCallItem(call, 'completed');
      this.items[call.at] = item;
      out += this.event('response.function_call_arguments.done', {
        ...where,
        name: call.name,
        arguments: call.arguments,
      });
      out += this.event('response.output_item.done', { output_index: call.at, item });
    }
    return out;
  }

  private place(): JsonRecord {
    return { item_id: this.open?.id, output_index: this.open?.at };
  }

  private append(text: string): void {
    if (this.open !== undefined) this.open.text += text;
  }

  private enter(kind: OpenItem['kind']): string {
    if (this.open?.kind === kind) return '';
    const out = this.closeOpen();
    const at = this.items.length;
    const id = `${kind === 'reasoning' ? 'rs' : 'msg'}_${this.responseId}_${at}`;
    this.open = { at, id, kind, text: '', logprobs: [] };
    this.items.push({});
    const isReasoning = kind === 'reasoning';
    const item = isReasoning
      ? { id, type: 'reasoning', summary: [] }
      : writeMessageItem(id, [], 'in_progress');
    const added = this.event('response.output_item.added', { output_index: at, item });
    return out + added + this.partEvent('added', '', []);
  }

  /** Begins or ends the only part of the open item. */
  private partEvent(step: 'added' | 'done', text: string, logprobs: readonly unknown[]): string {
    if (this.open?.kind === 'reasoning') {
      const part = { type: 'summary_text', text };
      return this.event(`response.reasoning_summary_part.${step}`, {
        ...this.place(),
        summary_index: 0,
        part,
      });
    }
    const part = this.open?.kind === 'refusal' ? writeRefusalPart(text) : writeTextPart(text, logprobs);
    return this.event(`response.content_part.${step}`, { ...this.place(), content_index: 0, part });
  }

  private closeOpen(): string {
    const open = this.open;
    if (open === undefined) return '';
    const item = this.finishItem(open);
    const where = this.place();
    const end = {
      text: () =>
        this.event('response.output_text.done', {
          ...where,
          content_index: 0,
          text: open.text,
          logprobs: open.logprobs,
        }),
      refusal: () => this.event('response.refusal.done', { ...where, content_index: 0, refusal: open.text }),
      reasoning: () =>
        this.event('response.reasoning_summary_text.done', { ...where, summary_index: 0, text: open.text }),
    };
    const out =
      end[open.kind]() +
      this.partEvent('done', open.text, open.logprobs) +
      this.event('response.output_item.done', { output_index: open.at, item });
    this.items[open.at] = item;
    this.open = undefined;
    return out;
  }

  private finishItem({ id, kind, text, logprobs, encrypted }: OpenItem): JsonRecord {
    if (kind === 'reasoning') {
      const whole = encodeReasoningOutput({ ...encrypted, text }, id);
      return encrypted === undefined ? { id, type: 'reasoning', summary: writeSummary(text) } : whole;
    }
    const part = kind === 'refusal' ? writeRefusalPart(text) : writeTextPart(text, logprobs);
    return writeMessageItem(id, [part], 'completed');
  }
}
