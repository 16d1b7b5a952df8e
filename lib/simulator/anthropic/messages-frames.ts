import { countOutput, type Answer, type Choice, type OutputCounts } from '../answer';
import type { Ask } from '../ask';
import type { Json } from '../json';
import { textPieces } from '../text-pieces';
import type { Frame, Quirks } from '../wire';
import { messageId, signature, stopReason } from './messages-answer';
import { messagesUsage } from './usage';

function event(type: string, fields: Json): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}

/** Writes blocks in order and keeps the running count. */
class BlockWriter {
  #index = -1;
  #pinged = false;
  readonly #answer: Answer;
  readonly #running: boolean;
  readonly #output: OutputCounts = { text: 0, reasoning: 0 };

  constructor(answer: Answer, quirks: Quirks) {
    this.#answer = answer;
    this.#running = quirks.usage === 'every_chunk';
  }

  /** Opens the next block; a ping follows the first one. */
  start(block: Json): string {
    this.#index += 1;
    const text = event('content_block_start', { index: this.#index, content_block: block });
    if (this.#pinged) return text;
    this.#pinged = true;
    return text + event('ping', {});
  }

  /** One token: what stands before it in the stream comes along with it. */
  content(delta: Json, reasoning: boolean, before = ''): Frame {
    if (reasoning) this.#output.reasoning += 1;
    else this.#output.text += 1;
    return { part: 'content', reasoning, text: before + this.delta(delta) + this.#runningUsage() };
  }

  delta(delta: Json): string {
    return event('content_block_delta', { index: this.#index, delta });
  }

  stop(): string {
    return event('content_block_stop', { index: this.#index });
  }

  #runningUsage(): string {
    if (!this.#running) return '';
    const usage = messagesUsage(this.#answer.prompt, this.#output);
    return event('message_delta', { delta: { stop_reason: null, stop_sequence: null }, usage });
  }
}

/** The events of a streamed message. Usage stands at the start (prompt) and at the end (cumulative). */
export function* messagesFrames(_ask: Ask, answer: Answer, quirks: Quirks): Generator<Frame> {
  const choice = answer.choices[0];
  if (!choice) return;
  yield { part: 'open', text: messageStart(answer, quirks) };
  const writer = new BlockWriter(answer, quirks);
  const closing = yield* blockFrames(writer, answer, choice, quirks);
  yield { part: 'close', text: closing + messageDelta(answer, choice, quirks) };
  if (quirks.done) yield { part: 'close', text: event('message_stop', {}) };
}

/** All blocks; the end of each comes with the next, and that of the last is returned. */
function* blockFrames(
  writer: BlockWriter,
  answer: Answer,
  choice: Choice,
  quirks: Quirks,
): Generator<Frame, string> {
  let before = '';
  if (choice.reasoning.length > 0) {
    before = writer.start({ type: 'thinking', thinking: '', signature: '' });
    for (const thinking of choice.reasoning) {
      yield writer.content({ type: 'thinking_delta', thinking }, true, before);
      before = '';
    }
    before = writer.delta({ type: 'signature_delta', signature: signature(answer) }) + writer.stop();
  }
  if (choice.text.length > 0 || quirks.endless) {
    before += writer.start({ type: 'text', text: '' });
    for (const text of textPieces(choice, quirks.endless)) {
      yield writer.content({ type: 'text_delta', text }, false, before);
      before = '';
    }
    before = writer.stop();
  }
  for (const call of choice.calls) {
    const id = `toolu_01${call.id.slice(0, 22)}`;
    before += writer.start({ type: 'tool_use', id, name: call.name, input: {} });
    yield writer.content({ type: 'input_json_delta', partial_json: '' }, false, before);
    for (const piece of call.pieces) {
      yield writer.content({ type: 'input_json_delta', partial_json: piece }, false);
    }
    before = writer.stop();
  }
  return before;
}

function messageStart(answer: Answer, quirks: Quirks): string {
  const message: Json = {
    id: messageId(answer),
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: messagesUsage(answer.prompt, { text: 1, reasoning: 0 }),
  };
  if (quirks.usage === 'missing') delete message['usage'];
  return event('message_start', { message });
}

function messageDelta(answer: Answer, choice: Choice, quirks: Quirks): string {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = messagesUsage(
    answer.prompt,
    countOutput(answer.choices),
  );
  const usage = { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens };
  const delta = { stop_reason: stopReason(choice), stop_sequence: choice.stopSequence ?? null };
  return event('message_delta', quirks.usage === 'missing' ? { delta } : { delta, usage });
}
