import { fillVariables } from './fill-variables';
import type { Prompt, PromptMessage } from './schemas';

/** A body of `POST /v1/chat/completions`. What runs, what is shown as code and what is estimated are all this. */
export type ChatBody = Record<string, unknown> & { model: string; stream: boolean };

/** The prompt as a request for one model. Throws SyntaxError when its tools or schema are not JSON, which their schema rules out. */
export function chatBody(prompt: Prompt, model: string, { stream }: { stream: boolean }): ChatBody {
  const { parameters, variables } = prompt;
  const system = fillVariables(prompt.system, variables).trim();
  const tools: unknown = prompt.tools.trim() === '' ? undefined : JSON.parse(prompt.tools);
  const schema: unknown = prompt.jsonSchema.trim() === '' ? undefined : JSON.parse(prompt.jsonSchema);
  return {
    model,
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      ...prompt.messages.map((message) => wireMessage(message, variables)),
    ],
    ...(parameters.temperature === undefined ? {} : { temperature: parameters.temperature }),
    ...(parameters.topP === undefined ? {} : { top_p: parameters.topP }),
    ...(parameters.maxTokens === undefined ? {} : { max_completion_tokens: parameters.maxTokens }),
    ...(parameters.seed === undefined ? {} : { seed: parameters.seed }),
    ...(Array.isArray(tools) && tools.length > 0 ? { tools } : {}),
    ...(schema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, strict: true } } }),
    stream,
    ...(stream ? { stream_options: { include_usage: true } } : {}),
  };
}

function wireMessage({ role, text, images }: PromptMessage, variables: Prompt['variables']) {
  const content = fillVariables(text, variables);
  if (role === 'assistant' || images.length === 0) return { role, content };
  const parts = images.map((url) => ({ type: 'image_url', image_url: { url } }));
  return { role, content: [...(content === '' ? [] : [{ type: 'text', text: content }]), ...parts] };
}
