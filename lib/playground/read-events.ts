/** What of an answer came, in the order in which it came. */
export type AnswerEvent =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string }
  | { kind: 'tool'; index: number; name: string; input: string }
  | { kind: 'usage'; inputTokens: number; outputTokens: number; cachedTokens: number }
  /** Undefined: not known to the last attempt. */
  | { kind: 'cost'; usd: string | undefined }
  | { kind: 'finish'; reason: string }
  | { kind: 'error'; message: string };

const COST = /^: x-tollgate-cost-usd (\S+)/;
/** A line longer than that is nothing that the pipeline writes. */
const MAX_LINE_CHARS = 4_000_000;

interface Chunk {
  choices?: {
    delta?: {
      content?: string | null;
      refusal?: string | null;
      reasoning_content?: string | null;
      tool_calls?: { index?: number; function?: { name?: string; arguments?: string } }[];
    };
    finish_reason?: string | null;
  }[];
  usage?: {
    prompt_tokens?: number;
    completion_tokens?: number;
    prompt_tokens_details?: { cached_tokens?: number };
  } | null;
  error?: { message?: string };
}

/** Reads a streamed answer of the pipeline (the form of the chat API) piece by piece. Throws when the connection breaks. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<AnswerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > MAX_LINE_CHARS) throw new Error('The answer cannot be read.');
      for (const line of lines) yield* eventsOf(line);
    }
    yield* eventsOf(rest);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function* eventsOf(line: string): Generator<AnswerEvent> {
  const cost = COST.exec(line)?.[1];
  if (cost !== undefined) yield { kind: 'cost', usd: cost === 'unpriced' ? undefined : cost };
  if (!line.startsWith('data:')) return;
  const data = line.slice('data:'.length).trim();
  if (data !== '' && data !== '[DONE]') yield* eventsOfChunk(parse(data));
}

function parse(data: string): Chunk {
  try {
    return JSON.parse(data) as Chunk;
  } catch {
    return { error: { message: 'A part of the answer is not JSON.' } };
  }
}

function* eventsOfChunk({ choices, usage, error }: Chunk): Generator<AnswerEvent> {
  if (error !== undefined) yield { kind: 'error', message: error.message ?? 'The answer broke off.' };
  for (const { delta, finish_reason: reason } of choices ?? []) {
    if (delta?.reasoning_content) yield { kind: 'reasoning', text: delta.reasoning_content };
    const text = delta?.content || delta?.refusal;
    if (text) yield { kind: 'text', text };
    for (const { index = 0, function: called } of delta?.tool_calls ?? [])
      yield { kind: 'tool', index, name: called?.name ?? '', input: called?.arguments ?? '' };
    if (reason) yield { kind: 'finish', reason };
  }
  if (usage)
    yield {
      kind: 'usage',
      inputTokens: usage.prompt_tokens ?? 0,
      outputTokens: usage.completion_tokens ?? 0,
      cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    };
}
