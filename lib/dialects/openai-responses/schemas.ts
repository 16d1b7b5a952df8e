import { z } from 'zod';
import { isRecord, type JsonRecord } from '../json-value';

/** What a client may send to `/v1/responses` (API reference of 2026-11). Unknown parameters pass; `null` is absent. */
const jsonObject = z.custom<JsonRecord>(isRecord, { error: 'must be an object' });

/** Items and parts are many and grow in number: the type is read first, then those that can be said elsewhere are checked. */
const anyPart = z.looseObject({ type: z.string().min(1) });
export type AnyPart = z.infer<typeof anyPart>;
const content = z.union([z.string(), z.array(anyPart)]);
export type ContentBody = z.infer<typeof content>;

export const partSchemas = {
  text: z.looseObject({ text: z.string() }),
  refusal: z.looseObject({ refusal: z.string() }),
  input_image: z.looseObject({
    image_url: z.string().nullish(),
    file_id: z.string().nullish(),
    detail: z.string().nullish(),
  }),
  input_file: z.looseObject({
    file_data: z.string().nullish(),
    file_url: z.string().nullish(),
    filename: z.string().nullish(),
  }),
} as const;

export const itemSchemas = {
  message: z.looseObject({ role: z.enum(['user', 'assistant', 'system', 'developer']), content }),
  function_call: z.looseObject({
    call_id: z.string().min(1),
    name: z.string().min(1),
    arguments: z.string(),
  }),
  function_call_output: z.looseObject({ call_id: z.string().min(1), output: content }),
  reasoning: z.looseObject({
    id: z.string().nullish(),
    summary: z.array(z.looseObject({ text: z.string() })).nullish(),
    encrypted_content: z.string().nullish(),
  }),
} as const;

const itemSchema = z.looseObject({ type: z.string().nullish(), role: z.string().nullish() });
export type ItemBody = z.infer<typeof itemSchema>;

const toolSchema = z.looseObject({
  type: z.string().min(1),
  name: z.string().max(128).optional(),
  description: z.string().nullish(),
  parameters: jsonObject.nullish(),
  strict: z.boolean().nullish(),
});
export type ToolBody = z.infer<typeof toolSchema>;

const formatSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    schema: jsonObject,
    strict: z.boolean().nullish(),
    description: z.string().nullish(),
  }),
]);

export const requestSchema = z.looseObject({
  model: z.string().min(1).max(256),
  input: z.union([z.string(), z.array(itemSchema).min(1)]),
  instructions: z.string().nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z
    .union([z.enum(['none', 'auto', 'required']), z.looseObject({ type: z.string().min(1) })])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  text: z.looseObject({ format: formatSchema.nullish(), verbosity: z.string().max(64).nullish() }).nullish(),
  reasoning: z
    .looseObject({
      effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      summary: z.string().max(64).nullish(),
    })
    .nullish(),
  max_output_tokens: z.number().int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_logprobs: z.number().int().min(0).max(20).nullish(),
  stream: z.boolean().nullish(),
  background: z.boolean().nullish(),
  user: z.string().nullish(),
  service_tier: z.string().min(1).max(64).nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
});
export type RequestBody = z.infer<typeof requestSchema>;
