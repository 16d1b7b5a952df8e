import OpenAI from 'openai';
import { CITY_SCHEMA, imageUrl, WEATHER_TOOL, type Ask, type OpenClient, type Told } from '../client';

type Input = OpenAI.Responses.ResponseInputItem;
type Answer = OpenAI.Responses.Response;

/** `openai`, responses: `create` whole, the `stream` helper streamed. */
export const openaiResponses: OpenClient = (line) => {
  const client = new OpenAI({
    apiKey: line.door.key,
    baseURL: `${line.door.url}/v1`,
    maxRetries: 0,
    fetch: line.fetch,
  });

  async function converse(ask: Ask, input: Input[]): Promise<Told> {
    const body = bodyOf(ask, input);
    let pieces = 1;
    let response: Answer;
    if (ask.stream) {
      pieces = 0;
      const stream = client.responses.stream(body);
      for await (const event of stream)
        if (/^response\.(output_text|function_call_arguments)\.delta$/.test(event.type)) pieces += 1;
      response = await stream.finalResponse();
    } else response = await client.responses.create(body);
    const told = tell(response, pieces);
    return {
      ...told,
      answerCalls: (result) =>
        converse(ask, [
          ...input,
          // What was put out goes back in as it came.
          ...(response.output as Input[]),
          ...told.calls.map(({ id }): Input => ({
            type: 'function_call_output',
            call_id: id,
            output: result,
          })),
        ]),
    };
  }

  return {
    name: 'openai responses',
    door: 'openai-responses',
    ask: (ask) => converse(ask, [userItem(ask)]),
    askBadly: (model) => client.responses.create({ model, input: 'x', temperature: 99 }),
  };
};

function userItem({ prompt, image }: Ask): Input {
  if (image === undefined) return { role: 'user', content: prompt };
  return {
    role: 'user',
    content: [
      { type: 'input_text', text: prompt },
      { type: 'input_image', image_url: imageUrl(image), detail: 'auto' },
    ],
  };
}

function bodyOf(ask: Ask, input: Input[]): Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'stream'> {
  return {
    model: ask.model,
    instructions: 'Be brief.',
    input,
    store: false,
    ...(ask.maxTokens === undefined ? {} : { max_output_tokens: ask.maxTokens }),
    ...(ask.tools === true ? { tools: [{ type: 'function', ...WEATHER_TOOL, strict: true }] } : {}),
    ...(ask.schema === true
      ? { text: { format: { type: 'json_schema', name: 'city', schema: CITY_SCHEMA, strict: true } } }
      : {}),
  };
}

function tell(response: Answer, pieces: number): Omit<Told, 'answerCalls'> {
  const calls = response.output.filter((item) => item.type === 'function_call');
  const ended = response.status === 'completed' ? 'stop' : (response.incomplete_details?.reason ?? '');
  return {
    text: response.output_text,
    pieces,
    finish: calls.length > 0 ? 'tool_calls' : ended === 'max_output_tokens' ? 'length' : ended,
    usage: {
      input: response.usage?.input_tokens ?? NaN,
      output: response.usage?.output_tokens ?? NaN,
      total: response.usage?.total_tokens ?? NaN,
    },
    calls: calls.map((call) => ({
      id: call.call_id,
      name: call.name,
      input: JSON.parse(call.arguments) as unknown,
    })),
  };
}
