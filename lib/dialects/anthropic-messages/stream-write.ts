import type { Usage } from '@/lib/pricing/usage';
import type { ChatRequest, FinishReason, StreamPart } from '../chat';
import { toldImage } from '../image-source';
import type { JsonRecord } from '../json-value';
import { writeNamedFrame } from '../sse-frame';
import type { StreamWriter } from '../types';
import { BlockWriter } from './block-writer';
import { writeUpstreamError } from './error';
import { writeFinishReason } from './finish-reason';
import { writeUsage } from './usage';

/** The closing event of each stream. */
export const STREAM_END = writeNamedFrame('message_stop', { type: 'message_stop' });

const NO_USAGE: Usage = { meters: {}, provenance: 'none' };

/** Writes neutral parts as message events. Only the first choice has a place. */
export function writeStream(request: ChatRequest): StreamWriter {
  const blocks = new BlockWriter();
  const head = { id: 'msg_tollgate', model: request.model };
  let usage = NO_USAGE;
  let finish: FinishReason | undefined;
  let opened = false;
  let done = false;

  function open(): string {
    if (opened) return '';
    opened = true;
    const message: JsonRecord = {
      ...head,
      type: 'message',
      role: 'assistant',
      content: [],
      stop_reason: null,
    };
    const first = { ...writeUsage(usage), output_tokens: 0, output_tokens_details: null };
    return writeNamedFrame('message_start', {
      type: 'message_start',
      message: { ...message, stop_sequence: null, usage: first },
    });
  }

  /** The reason and the final usage go together, so both wait for the end. */
  function close(): string {
    if (done) return '';
    done = true;
    const delta = { stop_reason: writeFinishReason(finish ?? 'other'), stop_sequence: null };
    const end = { type: 'message_delta', delta, usage: writeUsage(usage) };
    return open() + blocks.close() + writeNamedFrame('message_delta', end) + STREAM_END;
  }

  return {
    write(part: StreamPart): string {
      if ('index' in part && part.index > 0) return '';
      switch (part.type) {
        case 'start':
          if (part.id !== undefined) head.id = part.id;
          if (part.model !== undefined) head.model = part.model;
          return '';
        case 'text':
        case 'refusal':
        case 'reasoning':
        case 'tool_call_start':
        case 'tool_call_delta':
          return 'text' in part && part.text === '' ? '' : open() + blocks.write(part);
        case 'image':
          return open() + blocks.write({ type: 'text', index: part.index, text: toldImage(part.source) });
        case 'finish':
          finish = part.reason;
          return '';
        case 'usage':
          usage = part.usage;
          return '';
        case 'ping':
          return opened ? writeNamedFrame('ping', { type: 'ping' }) : ': ping\n\n';
        case 'error':
          return writeUpstreamError(part.error);
        case 'done':
          return close();
      }
    },
  };
}
