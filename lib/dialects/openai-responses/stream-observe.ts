import { isRecord, recordOf, tryParseJson } from '../json-value';
import { readErrorObject } from '../read-error-answer';
import { outputWeight } from '../output-weight';
import { stringSpan } from '../scan-json';
import type { Observation, SseEvent, StreamObserver } from '../types';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { readUsage } from './usage';

const NOTHING: Observation = Object.freeze({ content: false, outputWeight: 0 });
const TERMINAL: ReadonlySet<string> = new Set([
  'response.completed',
  'response.incomplete',
  'response.failed',
]);

/** Watches a passed-through stream: each event says by its type what it is, so only the last ones are parsed. */
export function observeStream(_options: { hideUsage: boolean }): StreamObserver {
  return {
    observe({ data, event }: SseEvent): Observation {
      if (data === undefined || data === '') return NOTHING;
      const type = event ?? typeOf(data);
      if (type.endsWith('.delta')) return observeDelta(data);
      if (TERMINAL.has(type) || type === 'error' || type === '') return observeEnd(data);
      return NOTHING;
    },
  };
}

function typeOf(data: string): string {
  const span = stringSpan(data, 'type');
  return span === undefined ? '' : data.slice(span.start, span.end);
}

function observeDelta(data: string): Observation {
  const span = stringSpan(data, 'delta');
  if (span === undefined || span.start === span.end) return NOTHING;
  return { content: true, outputWeight: outputWeight(data, span.start, span.end) };
}

function observeEnd(data: string): Observation {
  const body = tryParseJson(data);
  if (!isRecord(body)) return NOTHING;
  const response = recordOf(body['response']);
  const error = readErrorObject(body, ERROR_READING) ?? readErrorObject(response, ERROR_READING);
  const usage = readUsage(response);
  const seen: Observation = usage === undefined ? { ...NOTHING } : { ...NOTHING, usage };
  if (error !== undefined) return { ...seen, error };
  if (!TERMINAL.has(String(body['type']))) return seen;
  return { ...seen, finished: true, finishReason: readFinishReason(response), done: true };
}
