import OpenAI from 'openai';
import { CITY_SCHEMA, imageUrl, WEATHER_TOOL, type Ask, type OpenClient, type Told } from '../client';

type Message = OpenAI.ChatCompletionMessageParam;

/** `openai`, chat completions: `create` whole, the `stream` helper streamed. */
export const openaiChat: OpenClient = (line) => {
  const client = new OpenAI({
    apiKey: line.door.key,
    baseURL: `${line.door.url}/v1`,
    maxRetries: 0,
    fetch: line.fetch,
  });

  async function converse(ask: Ask, messages: Message[]): Promise<Told> {
    const body = bodyOf(ask, messages);
    let pieces = 1;
    let completion: OpenAI.ChatCompletion;
    if (ask.stream) {
      pieces = 0;
      const stream = client.chat.completions.stream({ ...body, stream_options: { include_usage: true } });
      for await (const chunk of stream) {
        const delta = chunk.choices[0]?.delta;
        if (delta?.content || delta?.tool_calls) pieces += 1;
      }
      completion = await stream.finalChatCompletion();
    } else completion = await client.chat.completions.create(body);
    const told = tell(completion, pieces);
    return {
      ...told,
      answerCalls: (result) =>
        converse(ask, [
          ...messages,
          ...completion.choices.map((choice) => choice.message),
          ...told.calls.map(({ id }): Message => ({ role: 'tool', tool_call_id: id, content: result })),
        ]),
    };
  }

  return {
    name: 'openai chat',
    door: 'openai-chat',
    ask: (ask) => converse(ask, [{ role: 'system', content: 'Be brief.' }, userMessage(ask)]),
    askBadly: (model) =>
      client.chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'x' }],
        temperature: 99,
      }),
  };
};

function userMessage({ prompt, image }: Ask): Message {
  if (image === undefined) return { role: 'user', content: prompt };
  return {
    role: 'user',
    content: [
      { type: 'text', text: prompt },
      { type: 'image_url', image_url: { url: imageUrl(image) } },
    ],
  };
}

function bodyOf(
  ask: Ask,
  messages: Message[],
): Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'stream'> {
  return {
    model: ask.model,
    messages,
    ...(ask.maxTokens === undefined ? {} : { max_completion_tokens: ask.maxTokens }),
    ...(ask.tools === true ? { tools: [{ type: 'function', function: WEATHER_TOOL }] } : {}),
    ...(ask.schema === true
      ? {
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'city', schema: CITY_SCHEMA, strict: true },
          },
        }
      : {}),
  };
}

function tell(completion: OpenAI.ChatCompletion, pieces: number): Omit<Told, 'answerCalls'> {
  const choice = completion.choices[0];
  const { usage } = completion;
  return {
    text: choice?.message.content ?? '',
    pieces,
    finish: choice?.finish_reason ?? '',
    usage: {
      input: usage?.prompt_tokens ?? NaN,
      output: usage?.completion_tokens ?? NaN,
      total: usage?.total_tokens ?? NaN,
    },
    calls: (choice?.message.tool_calls ?? []).flatMap((call) =>
      call.type === 'function'
        ? [{ id: call.id, name: call.function.name, input: JSON.parse(call.function.arguments) as unknown }]
        : [],
    ),
  };
}
