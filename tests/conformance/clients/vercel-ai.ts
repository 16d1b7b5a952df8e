import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import {
  generateText,
  jsonSchema,
  Output,
  streamText,
  tool,
  type LanguageModel,
  type ModelMessage,
} from 'ai';
import type { DialectName } from '@/lib/dialects/types';
import {
  CITY_SCHEMA,
  imageUrl,
  WEATHER_TOOL,
  type Ask,
  type Client,
  type OpenClient,
  type Told,
} from '../client';

// Its warnings are about models that it does not know by name, and would fill the screen.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

type ModelOf = (id: string) => LanguageModel;

const TOOLS = {
  [WEATHER_TOOL.name]: tool({
    description: WEATHER_TOOL.description,
    inputSchema: jsonSchema({
      ...WEATHER_TOOL.parameters,
      properties: { city: { type: 'string' }, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
    }),
  }),
};

const FINISH: Record<string, string> = {
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
};

/** `ai` with `@ai-sdk/openai`, chat models. */
export const aiOpenaiChat: OpenClient = (line) => {
  const vendor = createOpenAI({ apiKey: line.door.key, baseURL: `${line.door.url}/v1`, fetch: line.fetch });
  return clientOf('ai openai chat', 'openai-chat', (id) => vendor.chat(id));
};

/** `ai` with `@ai-sdk/openai`, responses models. */
export const aiOpenaiResponses: OpenClient = (line) => {
  const vendor = createOpenAI({ apiKey: line.door.key, baseURL: `${line.door.url}/v1`, fetch: line.fetch });
  return clientOf('ai openai responses', 'openai-responses', (id) => vendor.responses(id));
};

/** `ai` with `@ai-sdk/anthropic`. */
export const aiAnthropic: OpenClient = (line) => {
  const vendor = createAnthropic({
    apiKey: line.door.key,
    baseURL: `${line.door.url}/v1`,
    fetch: line.fetch,
  });
  return { ...clientOf('ai anthropic', 'anthropic-messages', (id) => vendor(id)), streamsOtherTools: true };
};

function clientOf(name: string, door: DialectName, modelOf: ModelOf): Client {
  return {
    name,
    door,
    ask: (ask) => converse(modelOf, ask, [userMessage(ask)]),
    askBadly: (model) => generateText({ model: modelOf(model), prompt: 'x', topP: 99, maxRetries: 0 }),
  };
}

async function converse(modelOf: ModelOf, ask: Ask, messages: ModelMessage[]): Promise<Told> {
  const options = {
    model: modelOf(ask.model),
    system: 'Be brief.',
    messages,
    maxRetries: 0,
    // Otherwise it answers with references to items that OpenAI would have stored.
    providerOptions: { openai: { store: false } },
    ...(ask.maxTokens === undefined ? {} : { maxOutputTokens: ask.maxTokens }),
    ...(ask.tools === true ? { tools: TOOLS } : {}),
    ...(ask.schema === true
      ? { output: Output.object({ schema: jsonSchema(CITY_SCHEMA as Parameters<typeof jsonSchema>[0]) }) }
      : {}),
  };
  const { pieces, text, finishReason, usage, toolCalls, reasoningText, response } = ask.stream
    ? await readStream(options)
    : { ...(await whole(options)), pieces: 1 };
  const ours = toolCalls.filter(({ providerExecuted }) => providerExecuted !== true);
  return {
    text,
    pieces,
    finish: FINISH[finishReason] ?? finishReason,
    usage: {
      input: usage.inputTokens ?? NaN,
      output: usage.outputTokens ?? NaN,
      total: usage.totalTokens ?? NaN,
    },
    calls: ours.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input })),
    ...(reasoningText === undefined ? {} : { reasoning: reasoningText }),
    answerCalls: (result) =>
      converse(modelOf, ask, [...messages, ...response.messages, toolMessage(ours, result)]),
  };
}

type Options = Parameters<typeof generateText>[0];

async function whole(options: Options) {
  const { text, finishReason, usage, toolCalls, reasoningText, response } = await generateText(options);
  return { text, finishReason, usage, toolCalls, reasoningText, response };
}

async function readStream(options: Options) {
  let pieces = 0;
  let failure: unknown;
  const stream = streamText({ ...options, onError: ({ error }) => void (failure = error) });
  for await (const part of stream.fullStream)
    if (part.type === 'text-delta' || part.type === 'tool-input-delta') pieces += 1;
  if (failure !== undefined) throw failure;
  const [text, finishReason, usage, toolCalls, reasoningText, response] = await Promise.all([
    stream.text,
    stream.finishReason,
    stream.usage,
    stream.toolCalls,
    stream.reasoningText,
    stream.response,
  ]);
  return { pieces, text, finishReason, usage, toolCalls, reasoningText, response };
}

function userMessage({ prompt, image }: Ask): ModelMessage {
  if (image === undefined) return { role: 'user', content: prompt };
  const url = imageUrl(image);
  const picture = image === 'url' ? new URL(url) : url;
  return {
    role: 'user',
    content: [
      { type: 'text', text: prompt },
      { type: 'image', image: picture, mediaType: 'image/png' },
    ],
  };
}

function toolMessage(
  calls: readonly { toolCallId: string; toolName: string }[],
  result: string,
): ModelMessage {
  return {
    role: 'tool',
    content: calls.map(({ toolCallId, toolName }) => ({
      type: 'tool-result',
      toolCallId,
      toolName,
      output: { type: 'text', value: result },
    })),
  };
}
