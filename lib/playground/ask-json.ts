import { GatewayError } from '@/lib/errors/gateway-error';
import { z } from 'zod';
import { askPipeline } from './ask-pipeline';

const refusal = z.object({ error: z.object({ message: z.string() }) });

/** {@link askPipeline} for an answer that is one JSON value. What it refuses is thrown as `invalid_request`, in its own words. */
export async function askJson<T>(
  schema: z.ZodType<T>,
  ...question: Parameters<typeof askPipeline>
): Promise<T> {
  const answer = await askPipeline(...question);
  const body: unknown = await answer.json();
  if (answer.ok) return schema.parse(body);
  const said = refusal.safeParse(body);
  throw new GatewayError(
    'invalid_request',
    said.success ? said.data.error.message : 'The pipeline refused it.',
  );
}
