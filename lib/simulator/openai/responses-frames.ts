import type { Answer, Choice } from '../answer';
import type { Ask } from '../ask';
import type { Json } from '../json';
import { textPieces } from '../text-pieces';
import type { Frame, Quirks } from '../wire';
import {
  callItem,
  endStatus,
  messageItem,
  reasoningItem,
  responseObject,
  responsesAnswer,
  textPart,
} from './responses-answer';

/** Writes typed events with their sequence numbers. */
class EventWriter {
  #sequence = 0;

  event(type: string, fields: Json): string {
    const body = { type, sequence_number: this.#sequence, ...fields };
    this.#sequence += 1;
    return `event: ${type}\ndata: ${JSON.stringify(body)}\n\n`;
  }
}

/** The typed events of a streamed response. There is no `[DONE]`: `response.completed` is the end. */
export function* responsesFrames(ask: Ask, answer: Answer, quirks: Quirks): Generator<Frame> {
  const writer = new EventWriter();
  const choice = answer.choices[0];
  if (!choice) return;
  const response = responseObject(answer, 'in_progress', [], null);
  const opened = writer.event('response.created', { response });
  yield { part: 'open', text: opened + writer.event('response.in_progress', { response }) };
  let index = 0;
  let before = '';
  if (choice.reasoning.length > 0) {
    before = yield* reasoningFrames(writer, ask, answer, choice);
    index += 1;
  }
  if (choice.calls.length === 0) before = yield* messageFrames(writer, answer, choice, index, before, quirks);
  else before = yield* callFrames(writer, choice, index, before);
  const last = writer.event(`response.${endStatus(answer)}`, {
    response: responsesAnswer(ask, answer, quirks),
  });
  yield { part: 'close', text: quirks.done ? before + last : before };
}

/** Reasoning; its text shows only when a summary is wanted. Returns the events that close it. */
function* reasoningFrames(
  writer: EventWriter,
  ask: Ask,
  answer: Answer,
  choice: Choice,
): Generator<Frame, string> {
  const item = reasoningItem(ask, answer, choice);
  const place = { item_id: item['id'], output_index: 0, summary_index: 0 };
  const added = { output_index: 0, item: { ...item, summary: [] } };
  let before = writer.event('response.output_item.added', added);
  if (ask.showReasoning) {
    const part = { type: 'summary_text', text: '' };
    before += writer.event('response.reasoning_summary_part.added', { ...place, part });
  }
  yield { part: 'open', text: before };
  for (const delta of choice.reasoning) {
    const shown = ask.showReasoning;
    const text = shown ? writer.event('response.reasoning_summary_text.delta', { ...place, delta }) : '';
    yield { part: 'content', reasoning: true, text };
  }
  let after = '';
  if (ask.showReasoning) {
    const text = choice.reasoning.join('');
    after += writer.event('response.reasoning_summary_text.done', { ...place, text });
    const part = { type: 'summary_text', text };
    after += writer.event('response.reasoning_summary_part.done', { ...place, part });
  }
  return after + writer.event('response.output_item.done', { output_index: 0, item });
}

function* messageFrames(
  writer: EventWriter,
  answer: Answer,
  choice: Choice,
  index: number,
  closing: string,
  quirks: Quirks,
): Generator<Frame, string> {
  const item = messageItem(answer, choice, 'in_progress');
  const place = { item_id: item['id'], output_index: index, content_index: 0 };
  let before = closing + writer.event('response.output_item.added', { output_index: index, item });
  before += writer.event('response.content_part.added', { ...place, part: textPart('') });
  for (const delta of textPieces(choice, quirks.endless)) {
    const text = before + writer.event('response.output_text.delta', { ...place, delta, logprobs: [] });
    yield { part: 'content', reasoning: false, text };
    before = '';
  }
  const text = choice.text.join('');
  const done = { output_index: index, item: messageItem(answer, choice, 'completed') };
  return (
    before +
    writer.event('response.output_text.done', { ...place, text, logprobs: [] }) +
    writer.event('response.content_part.done', { ...place, part: textPart(text) }) +
    writer.event('response.output_item.done', done)
  );
}

function* callFrames(
  writer: EventWriter,
  choice: Choice,
  first: number,
  closing: string,
): Generator<Frame, string> {
  let before = closing;
  for (const [at, call] of choice.calls.entries()) {
    const place = { item_id: `fc_${call.id}`, output_index: first + at };
    const opened = { output_index: first + at, item: callItem(call, 'in_progress') };
    const text = before + writer.event('response.output_item.added', opened);
    yield { part: 'content', reasoning: false, text };
    for (const delta of call.pieces) {
      const event = writer.event('response.function_call_arguments.delta', { ...place, delta });
      yield { part: 'content', reasoning: false, text: event };
    }
    const done = { output_index: first + at, item: callItem(call, 'completed') };
    before =
      writer.event('response.function_call_arguments.done', { ...place, arguments: call.pieces.join('') }) +
      writer.event('response.output_item.done', done);
  }
  return before;
}
