import Anthropic from '@anthropic-ai/sdk';
import {
  CITY_SCHEMA,
  IMAGE_BASE64,
  IMAGE_URL,
  WEATHER_TOOL,
  type Ask,
  type OpenClient,
  type Told,
} from '../client';

type Message = Anthropic.MessageParam;

const FINISH: Record<string, string> = {
  end_turn: 'stop',
  max_tokens: 'length',
  tool_use: 'tool_calls',
  refusal: 'content_filter',
};

/** `@anthropic-ai/sdk`: `create` whole, the `stream` helper streamed. */
export const anthropic: OpenClient = (line) => {
  const client = new Anthropic({
    apiKey: line.door.key,
    baseURL: line.door.url,
    maxRetries: 0,
    fetch: line.fetch,
  });

  async function converse(ask: Ask, messages: Message[]): Promise<Told> {
    const body = bodyOf(ask, messages);
    let pieces = 1;
    let message: Anthropic.Message;
    if (ask.stream) {
      pieces = 0;
      const stream = client.messages.stream(body);
      for await (const event of stream) if (event.type === 'content_block_delta') pieces += 1;
      message = await stream.finalMessage();
    } else message = await client.messages.create(body);
    const told = tell(message, pieces);
    const results = (result: string): Message => ({
      role: 'user',
      content: told.calls.map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: result })),
    });
    return {
      ...told,
      answerCalls: (result) =>
        converse(ask, [...messages, { role: 'assistant', content: message.content }, results(result)]),
    };
  }

  return {
    name: 'anthropic',
    door: 'anthropic-messages',
    ask: (ask) => converse(ask, [userMessage(ask)]),
    askBadly: (model) =>
      client.messages.create({
        model,
        max_tokens: -1,
        messages: [{ role: 'user', content: 'x' }],
      }),
  };
};

function userMessage({ prompt, image }: Ask): Message {
  if (image === undefined) return { role: 'user', content: prompt };
  const source =
    image === 'url'
      ? { type: 'url' as const, url: IMAGE_URL }
      : { type: 'base64' as const, media_type: 'image/png' as const, data: IMAGE_BASE64 };
  return {
    role: 'user',
    content: [
      { type: 'image', source },
      { type: 'text', text: prompt },
    ],
  };
}

function bodyOf(ask: Ask, messages: Message[]): Anthropic.MessageCreateParamsNonStreaming {
  return {
    model: ask.model,
    system: 'Be brief.',
    max_tokens: ask.maxTokens ?? 2048,
    messages,
    ...(ask.tools === true
      ? {
          tools: [
            {
              name: WEATHER_TOOL.name,
              description: WEATHER_TOOL.description,
              input_schema: WEATHER_TOOL.parameters,
            },
          ],
        }
      : {}),
    ...(ask.schema === true
      ? { output_config: { format: { type: 'json_schema', schema: CITY_SCHEMA } } }
      : {}),
  };
}

function tell(message: Anthropic.Message, pieces: number): Omit<Told, 'answerCalls'> {
  const { usage } = message;
  const input =
    usage.input_tokens + (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
  return {
    text: message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
    pieces,
    finish: FINISH[message.stop_reason ?? ''] ?? String(message.stop_reason),
    usage: { input, output: usage.output_tokens, total: input + usage.output_tokens },
    calls: message.content.flatMap((block) =>
      block.type === 'tool_use' ? [{ id: block.id, name: block.name, input: block.input }] : [],
    ),
  };
}
