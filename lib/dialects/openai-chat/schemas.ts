import { z } from 'zod';
import { isRecord, type JsonRecord } from '../json-value';

/** What a client may send to `/v1/chat/completions` (API reference of 2026-11). Unknown parameters pass; `null` is absent. */
const jsonObject = z.custom<JsonRecord>(isRecord, { error: 'must be an object' });
const textPart = z.looseObject({ type: z.literal('text'), text: z.string() });
const refusalPart = z.looseObject({ type: z.literal('refusal'), refusal: z.string() });
/** Parts of OpenAI-compatible vendors, passed on to them as they are. */
const vendorPart = z.looseObject({
  type: z.enum(['video_url', 'video', 'input_video', 'document', 'document_url', 'reference', 'thinking']),
});

export const contentPartSchema = z.discriminatedUnion('type', [
  textPart,
  z.looseObject({
    type: z.literal('image_url'),
    image_url: z.looseObject({ url: z.string().min(1), detail: z.string().nullish() }),
  }),
  z.looseObject({
    type: z.literal('input_audio'),
    input_audio: z.looseObject({ data: z.string(), format: z.string() }),
  }),
  z.looseObject({
    type: z.literal('file'),
    file: z.looseObject({
      file_data: z.string().nullish(),
      file_id: z.string().nullish(),
      filename: z.string().nullish(),
    }),
  }),
  refusalPart,
  vendorPart,
]);
export type ContentPartBody = z.infer<typeof contentPartSchema>;

const content = z.union([z.string(), z.array(contentPartSchema).min(1)]);

const toolCallSchema = z.looseObject({
  id: z.string().min(1),
  type: z.enum(['function', 'custom']).nullish(),
  function: z.looseObject({ name: z.string().min(1), arguments: z.string() }).optional(),
});

const messageSchema = z.discriminatedUnion('role', [
  z.looseObject({ role: z.enum(['system', 'developer']), content }),
  z.looseObject({ role: z.literal('user'), content, name: z.string().nullish() }),
  z.looseObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    refusal: z.string().nullish(),
    tool_calls: z.array(toolCallSchema).nullish(),
  }),
  z.looseObject({ role: z.literal('tool'), content, tool_call_id: z.string().min(1) }),
  z.looseObject({ role: z.literal('function'), content: z.string().nullable(), name: z.string().min(1) }),
]);
export type MessageBody = z.infer<typeof messageSchema>;
export type AssistantBody = Extract<MessageBody, { role: 'assistant' }>;

const functionName = z.string().regex(/^[a-zA-Z0-9_.:-]{1,128}$/);
const toolSchema = z.looseObject({
  type: z.string().min(1),
  function: z
    .looseObject({
      name: functionName,
      description: z.string().nullish(),
      parameters: jsonObject.nullish(),
      strict: z.boolean().nullish(),
    })
    .optional(),
});
export type ToolBody = z.infer<typeof toolSchema>;

const namedChoice = z.looseObject({
  type: z.enum(['function', 'custom', 'allowed_tools']),
  function: z.looseObject({ name: z.string().min(1) }).optional(),
});

const responseFormatSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    json_schema: z.looseObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      schema: jsonObject.optional(),
      strict: z.boolean().nullish(),
      description: z.string().nullish(),
    }),
  }),
]);

const count = z.number().int().min(1);
const penalty = z.number().min(-2).max(2);

export const requestSchema = z.looseObject({
  model: z.string().min(1).max(256),
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z.union([z.enum(['none', 'auto', 'required']), namedChoice]).nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: responseFormatSchema.nullish(),
  max_tokens: count.nullish(),
  max_completion_tokens: count.nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.number().int().min(-1).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(4)]).nullish(),
  seed: z.number().int().nullish(),
  n: z.number().int().min(1).max(128).nullish(),
  frequency_penalty: penalty.nullish(),
  presence_penalty: penalty.nullish(),
  logit_bias: z.record(z.string(), z.number().min(-100).max(100)).nullish(),
  verbosity: z.string().max(64).nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.number().int().min(0).max(20).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'default']).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  user: z.string().nullish(),
  service_tier: z.string().min(1).max(64).nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
});
export type RequestBody = z.infer<typeof requestSchema>;
