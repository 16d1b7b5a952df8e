import { z } from 'zod';
import { isRecord, type JsonRecord } from '../json-value';

/** What a client may send to `/v1/messages` (API version 2023-06-01, SDK of 2026-11). Unknown parameters pass. */
const jsonObject = z.custom<JsonRecord>(isRecord, { error: 'must be an object' });

/** Blocks are many and grow in number: the type is read first, then those that can be said elsewhere are checked. */
const anyBlock = z.looseObject({ type: z.string().min(1) });
export type AnyBlock = z.infer<typeof anyBlock>;
const content = z.union([z.string(), z.array(anyBlock)]);
export type ContentBody = z.infer<typeof content>;

const textBlock = z.looseObject({ type: z.literal('text'), text: z.string() });

export const blockSchemas = {
  text: textBlock,
  image: z.looseObject({
    type: z.literal('image'),
    source: z.discriminatedUnion('type', [
      z.looseObject({ type: z.literal('base64'), media_type: z.string().min(1), data: z.string() }),
      z.looseObject({ type: z.literal('url'), url: z.string().min(1) }),
      z.looseObject({ type: z.literal('file'), file_id: z.string().min(1) }),
    ]),
  }),
  document: z.looseObject({
    type: z.literal('document'),
    title: z.string().nullish(),
    source: z.looseObject({
      type: z.string().min(1),
      media_type: z.string().optional(),
      data: z.string().optional(),
      url: z.string().optional(),
    }),
  }),
  tool_use: z.looseObject({
    type: z.literal('tool_use'),
    id: z.string().min(1),
    name: z.string().min(1),
    input: jsonObject,
  }),
  tool_result: z.looseObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string().min(1),
    content: content.nullish(),
    is_error: z.boolean().nullish(),
  }),
  thinking: z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  redacted_thinking: z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
} as const;

const messageSchema = z.looseObject({ role: z.enum(['user', 'assistant', 'system']), content });
export type MessageBody = z.infer<typeof messageSchema>;

const toolSchema = z.looseObject({
  type: z.string().nullish(),
  name: z.string().min(1).max(128),
  description: z.string().nullish(),
  input_schema: jsonObject.optional(),
  strict: z.boolean().nullish(),
});
export type ToolBody = z.infer<typeof toolSchema>;

const parallel = { disable_parallel_tool_use: z.boolean().nullish() };
const toolChoiceSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('auto'), ...parallel }),
  z.looseObject({ type: z.literal('any'), ...parallel }),
  z.looseObject({ type: z.literal('tool'), name: z.string().min(1), ...parallel }),
  z.looseObject({ type: z.literal('none') }),
]);

const thinkingSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('enabled'), budget_tokens: z.number().int().min(1_024) }),
  z.looseObject({ type: z.enum(['adaptive', 'disabled', 'between_tools']) }),
]);

const formatSchema = z.looseObject({ type: z.literal('json_schema'), schema: jsonObject });

export const requestSchema = z.looseObject({
  model: z.string().min(1).max(256),
  max_tokens: z.number().int().min(0),
  messages: z.array(messageSchema).min(1),
  system: z.union([z.string(), z.array(textBlock)]).nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: toolChoiceSchema.nullish(),
  thinking: thinkingSchema.nullish(),
  output_config: z
    .looseObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: formatSchema.nullish(),
    })
    .nullish(),
  /** The beta's name for `output_config.format`. */
  output_format: formatSchema.nullish(),
  temperature: z.number().min(0).max(1).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_k: z.number().int().min(0).nullish(),
  stop_sequences: z.array(z.string()).max(8_191).nullish(),
  stream: z.boolean().nullish(),
  metadata: z.looseObject({ user_id: z.string().max(512).nullish() }).nullish(),
  service_tier: z.enum(['auto', 'standard_only']).nullish(),
});
export type RequestBody = z.infer<typeof requestSchema>;
