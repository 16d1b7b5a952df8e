import { z } from 'zod';
import { MAX_COLUMNS, MAX_IMAGE_CHARS, MAX_IMAGES, MIN_COLUMNS } from './limits';
import { unsoundJson } from './unsound-json';

const text = z.string().max(400_000);
const image = z
  .string()
  .max(MAX_IMAGE_CHARS, 'an image may have at most 1.4 MB')
  .regex(/^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/, 'a PNG, JPEG, WebP or GIF image');

const messageSchema = z.strictObject({
  role: z.enum(['user', 'assistant']),
  text,
  /** Data URLs; of user messages only. */
  images: z.array(image).max(MAX_IMAGES, `at most ${MAX_IMAGES} images`).default([]),
});

const parametersSchema = z.strictObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  maxTokens: z.number().int().min(1).max(1_000_000).optional(),
  seed: z.number().int().min(0).max(2_147_483_647).optional(),
});

/** JSON as somebody wrote it; empty: none. */
const json = (what: 'array' | 'object') =>
  z
    .string()
    .max(100_000)
    .default('')
    .superRefine((written, context) => {
      const problem = unsoundJson(written, what);
      if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
    });

/** What is sent to each column: the same for all, but for the model. */
export const promptSchema = z.strictObject({
  system: text.default(''),
  messages: z.array(messageSchema).min(1).max(50),
  parameters: parametersSchema.default({}),
  /** A JSON array of tools, as the chat API takes them. */
  tools: json('array'),
  /** A JSON Schema that the answer has to meet. */
  jsonSchema: json('object'),
  /** By name: what stands for `{{name}}` in the texts. */
  variables: z.record(z.string().regex(/^\w{1,64}$/), z.string().max(100_000)).default({}),
});

/** A prompt with the models it is compared on: what is saved. */
export const contentSchema = z.strictObject({
  prompt: promptSchema,
  models: z.array(z.string().min(1).max(200)).min(MIN_COLUMNS).max(MAX_COLUMNS),
});

export type Prompt = z.infer<typeof promptSchema>;
export type PromptMessage = Prompt['messages'][number];
export type Content = z.infer<typeof contentSchema>;
