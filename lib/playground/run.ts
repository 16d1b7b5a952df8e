import { z } from 'zod';
import type { Viewer } from '@/lib/users/viewer';
import { askPipeline } from './ask-pipeline';
import { chatBody } from './chat-body';
import { openPlace } from './open-place';
import { promptSchema } from './schemas';

export const runSchema = z.strictObject({
  workspace: z.string().min(1).max(200),
  model: z.string().min(1).max(200),
  prompt: promptSchema,
});

/**
 * One column: the prompt on one model, streamed as the chat API streams it. What the pipeline refuses comes as its own
 * error answer. Throws `forbidden` or `not_found`.
 */
export async function runPrompt(
  viewer: Viewer,
  input: z.infer<typeof runSchema>,
  signal: AbortSignal,
): Promise<Response> {
  const place = await openPlace(viewer, input.workspace);
  const body = chatBody(input.prompt, input.model, { stream: true });
  return askPipeline(viewer, place, '/v1/chat/completions', body, signal);
}
