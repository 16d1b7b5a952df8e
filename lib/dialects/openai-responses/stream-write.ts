import type { Usage } from '@/lib/pricing/usage';
import type { ChatRequest, FinishReason, StreamPart } from '../chat';
import { toldImage } from '../image-source';
import type { StreamWriter } from '../types';
import { writeUpstreamError } from './error';
import { ItemWriter } from './item-writer';
import { writeResponseObject } from './response-object';
import { writeUsage } from './usage';

/** Writes neutral parts as response events. Only the first choice has a place. */
export function writeStream(request: ChatRequest): StreamWriter {
  const head = { id: 'resp_tollgate', model: request.model, createdS: 0 };
  const items = new ItemWriter();
  let usage: Usage | undefined;
  let finish: FinishReason | undefined;
  let opened = false;
  let done = false;

  function open(): string {
    if (opened) return '';
    opened = true;
    items.responseId = head.id;
    const response = writeResponseObject(head, [], undefined, null);
    return items.event('response.created', { response }) + items.event('response.in_progress', { response });
  }

  function close(): string {
    if (done) return '';
    done = true;
    const out = open() + items.closeAll();
    const wire = usage === undefined ? null : (writeUsage(usage) ?? null);
    const response = writeResponseObject(head, items.output(), finish ?? 'other', wire);
    return out + items.event(`response.${String(response['status'])}`, { response });
  }

  return {
    write(part: StreamPart): string {
      if ('index' in part && part.index > 0) return '';
      switch (part.type) {
        case 'start':
          if (part.id !== undefined) head.id = part.id;
          if (part.model !== undefined) head.model = part.model;
          if (part.createdS !== undefined) head.createdS = part.createdS;
          return '';
        case 'text':
          return part.text === '' ? '' : open() + items.text('text', part.text, part.logprobs);
        case 'refusal':
          return part.text === '' ? '' : open() + items.text('refusal', part.text);
        case 'image':
          return open() + items.text('text', toldImage(part.source));
        case 'reasoning':
          return open() + items.reasoning(part);
        case 'tool_call_start':
          return open() + items.toolStart(part);
        case 'tool_call_delta':
          return items.toolDelta(part.toolIndex, part.arguments);
        case 'finish':
          finish = part.reason;
          return '';
        case 'usage':
          usage = part.usage;
          return '';
        case 'ping':
          return ': ping\n\n';
        case 'error':
          return writeUpstreamError(part.error);
        case 'done':
          return close();
      }
    },
  };
}
