import { z } from 'zod';
import { isRecord, type JsonRecord } from '../json-value';

/** What a client may send to `…:generateContent` (v1beta, 2026-11). Unknown members pass. */
const jsonObject = z.custom<JsonRecord>(isRecord, { error: 'must be an object' });

const blob = z.looseObject({ mimeType: z.string().min(1), data: z.string() });
const partSchema = z.looseObject({
  text: z.string().optional(),
  thought: z.boolean().optional(),
  thoughtSignature: z.string().optional(),
  inlineData: blob.optional(),
  fileData: z.looseObject({ fileUri: z.string().min(1), mimeType: z.string().optional() }).optional(),
  functionCall: z
    .looseObject({ id: z.string().optional(), name: z.string().min(1), args: jsonObject.optional() })
    .optional(),
  functionResponse: z
    .looseObject({ id: z.string().optional(), name: z.string().min(1), response: jsonObject })
    .optional(),
});
export type PartBody = z.infer<typeof partSchema>;

const contentSchema = z.looseObject({
  role: z.enum(['user', 'model', 'function']).optional(),
  parts: z.array(partSchema).min(1),
});
export type ContentBody = z.infer<typeof contentSchema>;

const declarationSchema = z.looseObject({
  name: z.string().min(1).max(128),
  description: z.string().optional(),
  parameters: jsonObject.optional(),
  parametersJsonSchema: jsonObject.optional(),
});
const toolSchema = z.looseObject({ functionDeclarations: z.array(declarationSchema).optional() });
export type ToolBody = z.infer<typeof toolSchema>;

const count = z.number().int().min(0);
const generationConfigSchema = z.looseObject({
  temperature: z.number().min(0).max(2).optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: count.optional(),
  candidateCount: z.number().int().min(1).max(8).optional(),
  maxOutputTokens: z.number().int().min(1).optional(),
  stopSequences: z.array(z.string()).max(5).optional(),
  seed: z.number().int().optional(),
  presencePenalty: z.number().min(-2).max(2).optional(),
  frequencyPenalty: z.number().min(-2).max(2).optional(),
  responseMimeType: z.string().optional(),
  responseSchema: jsonObject.optional(),
  responseJsonSchema: jsonObject.optional(),
  responseLogprobs: z.boolean().optional(),
  logprobs: z.number().int().min(0).max(20).optional(),
  thinkingConfig: z
    .looseObject({
      thinkingBudget: z.number().int().min(-1).optional(),
      thinkingLevel: z.string().optional(),
    })
    .optional(),
});
export type GenerationConfigBody = z.infer<typeof generationConfigSchema>;

/** `model` and `stream` are of the path; the caller puts them beside the body. */
export const requestSchema = z.looseObject({
  model: z.string().min(1).max(256),
  stream: z.boolean().optional(),
  contents: z.array(contentSchema).min(1),
  systemInstruction: z.looseObject({ parts: z.array(partSchema) }).optional(),
  tools: z.array(toolSchema).optional(),
  toolConfig: z
    .looseObject({
      functionCallingConfig: z
        .looseObject({
          mode: z.enum(['AUTO', 'ANY', 'NONE', 'VALIDATED']).optional(),
          allowedFunctionNames: z.array(z.string()).optional(),
        })
        .optional(),
    })
    .optional(),
  generationConfig: generationConfigSchema.optional(),
});
export type RequestBody = z.infer<typeof requestSchema>;
