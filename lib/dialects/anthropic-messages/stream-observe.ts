import { DeltaShape } from '../delta-shape';
import { isRecord, type JsonRecord, recordOf, textOf, tryParseJson } from '../json-value';
import { outputWeight } from '../output-weight';
import { readErrorObject } from '../read-error-answer';
import type { Observation, SseEvent, StreamObserver } from '../types';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { UsageOfStream } from './stream-usage';

const NOTHING: Observation = Object.freeze({ content: false, outputWeight: 0 });
const DONE: Observation = Object.freeze({ content: false, outputWeight: 0, done: true });
const DELTA = 'content_block_delta';

/** Watches a passed-through stream: deltas are measured without a parse, everything else is rare and parsed. */
export function observeStream(_options: { hideUsage: boolean }): StreamObserver {
  const shape = new DeltaShape(['text', 'thinking', 'partial_json']);
  const usage = new UsageOfStream();

  function observeDelta(data: string): Observation {
    const known = shape.match(data) ?? shape.learn(data);
    return known === undefined ? observeParsed(data) : { content: true, outputWeight: known };
  }

  function observeParsed(data: string): Observation {
    const body = tryParseJson(data);
    if (!isRecord(body)) return NOTHING;
    const error = readErrorObject(body, ERROR_READING);
    if (error !== undefined) return { ...NOTHING, error };
    switch (body['type']) {
      case 'message_start':
        return { ...NOTHING, usage: usage.start(recordOf(body['message'])) };
      case 'content_block_start':
        return observeBlock(recordOf(body['content_block']));
      case DELTA:
        return observeText(recordOf(body['delta']));
      case 'message_delta':
        return observeEnd(body);
      case 'message_stop':
        return DONE;
      default:
        return NOTHING;
    }
  }

  function observeEnd(body: JsonRecord): Observation {
    const seen: Observation = { ...NOTHING, usage: usage.update(recordOf(body['usage'])) };
    const reason = textOf(recordOf(body['delta'])['stop_reason']);
    return reason === undefined ? seen : { ...seen, finished: true, finishReason: readFinishReason(reason) };
  }

  return {
    observe({ data, event }: SseEvent): Observation {
      if (data === undefined || data === '') return NOTHING;
      if (event === 'ping' || event === 'content_block_stop') return NOTHING;
      return event === DELTA && !data.includes('_delta","signature"')
        ? observeDelta(data)
        : observeParsed(data);
    },
  };
}

function observeText(delta: JsonRecord): Observation {
  const text = textOf(delta['text']) ?? textOf(delta['thinking']) ?? textOf(delta['partial_json']);
  return text === undefined ? NOTHING : { content: true, outputWeight: outputWeight(text) };
}

/** A tool call is content as soon as it has a name; a text block opens empty. */
function observeBlock(block: JsonRecord): Observation {
  const said = textOf(block['name']) ?? textOf(block['text']) ?? textOf(block['thinking']) ?? '';
  return said === '' ? NOTHING : { content: true, outputWeight: outputWeight(said) };
}
