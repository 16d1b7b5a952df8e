import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChatRequest, FinishReason, StreamPart, UpstreamError } from '@/lib/dialects/chat';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { Dialect, DialectName, Observation, SseEvent } from '@/lib/dialects/types';
import type { Usage } from '@/lib/pricing/usage';

const fixtures = path.resolve(import.meta.dirname, '../../fixtures');

export function fixture(dialect: DialectName, file: string): Buffer {
  return readFileSync(path.join(fixtures, dialect, file));
}

export function jsonFixture(dialect: DialectName, file: string): unknown {
  return JSON.parse(fixture(dialect, file).toString('utf8'));
}

export function eventsOf(bytes: Buffer | string): SseEvent[] {
  const parser = new SseParser();
  return [...parser.push(Buffer.from(bytes)), ...parser.flush()];
}

export function readAll(dialect: Dialect, bytes: Buffer | string): StreamPart[] {
  const reader = dialect.readStream();
  return eventsOf(bytes).flatMap((event) => reader.read(event));
}

export function observeAll(dialect: Dialect, bytes: Buffer | string, hideUsage = false): Observation[] {
  const observer = dialect.observeStream({ hideUsage });
  return eventsOf(bytes).map((event) => observer.observe(event));
}

export const STREAM_REQUEST: ChatRequest = { model: 'm', messages: [], stream: true, includeUsage: true };

/** Writes parts and, like the pipeline, a `done` where the upstream has no terminal event. */
export function writeAll(dialect: Dialect, parts: StreamPart[]): string {
  const writer = dialect.writeStream(STREAM_REQUEST);
  const ended = parts.some((part) => part.type === 'done' || part.type === 'error');
  const all: StreamPart[] = ended ? parts : [...parts, { type: 'done' }];
  return all.map((part) => writer.write(part)).join('');
}

export interface Summary {
  text: string;
  refusal: string;
  reasoning: string;
  calls: { id: string; name: string; arguments: string }[];
  finish?: FinishReason;
  usage?: Usage;
  error?: UpstreamError;
  done: boolean;
}

/** What a whole stream said, however it was cut into parts. */
export function summarise(parts: StreamPart[]): Summary {
  const sum: Summary = { text: '', refusal: '', reasoning: '', calls: [], done: false };
  for (const part of parts) {
    if (part.type === 'text') sum.text += part.text;
    else if (part.type === 'refusal') sum.refusal += part.text;
    else if (part.type === 'reasoning') sum.reasoning += part.text ?? '';
    else if (part.type === 'tool_call_start')
      sum.calls[part.toolIndex] = { id: part.id, name: part.name, arguments: '' };
    else if (part.type === 'tool_call_delta') {
      const call = sum.calls[part.toolIndex];
      if (call !== undefined) call.arguments += part.arguments;
    } else if (part.type === 'finish') sum.finish = part.reason;
    else if (part.type === 'usage') sum.usage = part.usage;
    else if (part.type === 'error') sum.error = part.error;
    else if (part.type === 'done') sum.done = true;
  }
  return sum;
}
