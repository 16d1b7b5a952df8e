import type { AIMessageChunk } from '@langchain/core/messages';
import { HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import {
  CITY_SCHEMA,
  imageUrl,
  WEATHER_TOOL,
  type Ask,
  type Client,
  type OpenClient,
  type Told,
} from '../client';
import type { Line } from '../line';

/** `@langchain/openai` over chat completions. */
export const langchainChat: OpenClient = (line) => clientOf(line, false);
/** `@langchain/openai` over responses. */
export const langchainResponses: OpenClient = (line) => clientOf(line, true);

function clientOf(line: Line, useResponsesApi: boolean): Client {
  const open = (model: string, more: { maxTokens?: number; temperature?: number } = {}) =>
    new ChatOpenAI({
      model,
      apiKey: line.door.key,
      maxRetries: 0,
      useResponsesApi,
      configuration: { baseURL: `${line.door.url}/v1`, fetch: line.fetch },
      ...more,
    });

  async function converse(ask: Ask, messages: BaseMessage[]): Promise<Told> {
    const chat = open(ask.model, ask.maxTokens === undefined ? {} : { maxTokens: ask.maxTokens });
    const runnable = chat.withConfig({
      ...(ask.tools === true ? { tools: [{ type: 'function', function: WEATHER_TOOL }] } : {}),
      ...(ask.schema === true
        ? {
            response_format: {
              type: 'json_schema',
              json_schema: { name: 'city', schema: CITY_SCHEMA, strict: true },
            },
          }
        : {}),
    });
    let pieces = 1;
    let message: AIMessageChunk | undefined;
    if (ask.stream) {
      pieces = 0;
      for await (const chunk of await runnable.stream(messages)) {
        if (chunk.text !== '' || (chunk.tool_call_chunks?.length ?? 0) > 0) pieces += 1;
        message = message === undefined ? chunk : message.concat(chunk);
      }
    } else message = await runnable.invoke(messages);
    if (message === undefined) throw new Error('an empty stream');
    const said = message;
    const told = tell(said, pieces);
    return {
      ...told,
      answerCalls: (result) =>
        converse(ask, [
          ...messages,
          said,
          ...told.calls.map(({ id }) => new ToolMessage({ tool_call_id: id, content: result })),
        ]),
    };
  }

  return {
    name: useResponsesApi ? 'langchain responses' : 'langchain chat',
    door: useResponsesApi ? 'openai-responses' : 'openai-chat',
    ask: (ask) => converse(ask, [new SystemMessage('Be brief.'), userMessage(ask)]),
    askBadly: (model) => open(model, { temperature: 99 }).invoke('x'),
  };
}

function userMessage({ prompt, image }: Ask): HumanMessage {
  if (image === undefined) return new HumanMessage(prompt);
  return new HumanMessage({
    content: [
      { type: 'text', text: prompt },
      { type: 'image_url', image_url: { url: imageUrl(image) } },
    ],
  });
}

function tell(message: AIMessageChunk, pieces: number): Omit<Told, 'answerCalls'> {
  const usage = message.usage_metadata;
  const calls = (message.tool_calls ?? []).map(({ id, name, args }) => ({
    id: id ?? '',
    name,
    input: args as unknown,
  }));
  return {
    text: message.text,
    pieces,
    finish: finishOf(message.response_metadata, calls.length > 0),
    usage: {
      input: usage?.input_tokens ?? NaN,
      // It leaves out a 0.
      output: usage?.output_tokens ?? (usage?.total_tokens ?? NaN) - (usage?.input_tokens ?? NaN),
      total: usage?.total_tokens ?? NaN,
    },
    calls,
  };
}

/** `finish_reason` of chat; of responses the status and why it is incomplete. */
function finishOf(metadata: Record<string, unknown>, called: boolean): string {
  const reason = metadata['finish_reason'];
  if (typeof reason === 'string') return reason;
  if (called) return 'tool_calls';
  if (metadata['status'] === 'completed') return 'stop';
  const why = JSON.stringify(metadata['incomplete_details'] ?? '');
  if (why.includes('max_output_tokens')) return 'length';
  return why.includes('content_filter') ? 'content_filter' : String(metadata['status']);
}
