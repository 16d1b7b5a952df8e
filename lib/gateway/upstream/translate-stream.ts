import type { StreamPart } from '@/lib/dialects/chat';
import { outputWeight } from '@/lib/dialects/output-weight';
import { dialectFor } from '@/lib/dialects/registry';
import type { Observation, SseEvent, StreamWriter } from '@/lib/dialects/types';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';
import type { UpstreamRequest } from './upstream-request';

/** One upstream event, as the client shall see it and as the gateway understands it. */
export interface Translated extends Observation {
  out: Buffer | string;
  finishReason?: string;
}

export interface StreamTranslator {
  translate(event: SseEvent): Translated;
  /** The door's own closing event, for a stream that finished without one. */
  terminal(): string;
}

function observeParts(parts: StreamPart[], writer: StreamWriter, createdS: number): Translated {
  const seen: Translated = { out: '', content: false, outputWeight: 0 };
  let out = '';
  for (const part of parts) {
    // Some vendors say no creation time, and OpenAI's clients expect one.
    if (part.type === 'start') part.createdS ??= createdS;
    out += writer.write(part);
    if (part.type === 'text' || part.type === 'refusal' || part.type === 'reasoning') {
      seen.content = true;
      seen.outputWeight += outputWeight(part.text ?? '');
    } else if (part.type === 'image') {
      seen.content = true;
    } else if (part.type === 'tool_call_start' || part.type === 'tool_call_delta') {
      seen.content = true;
      seen.outputWeight += outputWeight(part.type === 'tool_call_delta' ? part.arguments : part.name);
    } else if (part.type === 'usage') seen.usage = part.usage;
    else if (part.type === 'finish') {
      seen.finished = true;
      seen.finishReason = part.reason;
    } else if (part.type === 'error') seen.error = part.error;
    else if (part.type === 'done') seen.done = true;
  }
  seen.out = out;
  return seen;
}

/** Same dialect: bytes as they are, watched. Otherwise: read by the upstream's dialect, written in the door's. */
export function translatorFor(
  exchange: AdmittedExchange,
  target: Target,
  request: UpstreamRequest,
): StreamTranslator {
  if (request.passThrough) {
    const observer = exchange.dialect.observeStream({ hideUsage: request.hideUsage });
    return {
      terminal: () => exchange.dialect.streamEnd,
      translate(event) {
        const seen = observer.observe(event);
        return { ...seen, out: seen.drop === true ? '' : event.raw };
      },
    };
  }
  const writer = exchange.dialect.writeStream(exchange.chat);
  const reader = dialectFor(target.provider.dialect).readStream();
  const createdS = Math.floor(exchange.startedAt / 1000);
  return {
    terminal: () => writer.write({ type: 'done' }),
    translate: (event) => observeParts(reader.read(event), writer, createdS),
  };
}
