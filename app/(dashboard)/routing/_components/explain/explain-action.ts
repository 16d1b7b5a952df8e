'use server';
import { z } from 'zod';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { logger } from '@/lib/logger';
import { explainPrompt, type RouteDecision } from '@/lib/playground/explain-prompt';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import { textOf } from '../../../_components/action/perform-action';

export type Explained =
  { kind: 'none' } | { kind: 'refused'; message: string } | { kind: 'decided'; decision: RouteDecision };

const TIMEOUT_MS = 10_000;

export async function explain(_previous: Explained, form: FormData): Promise<Explained> {
  const t = await getT();
  try {
    await requireSameOrigin();
    const viewer = await requireUser('/routing');
    const [workspace = '', model = 'auto', prompt = ''] = ['workspace', 'model', 'prompt'].map((name) =>
      textOf(form, name),
    );
    const decision = await explainPrompt(
      viewer,
      { workspace, model, prompt },
      AbortSignal.timeout(TIMEOUT_MS),
    );
    // Worded by the gateway; the browser has no words for it.
    const assumptions = decision.assumptions.map(t.said);
    return { kind: 'decided', decision: { ...decision, assumptions } };
  } catch (error) {
    if (error instanceof GatewayError) return { kind: 'refused', message: t.said(error.message) };
    if (error instanceof z.ZodError)
      return {
        kind: 'refused',
        message: t.said(error.issues[0]?.message ?? '') || t('It could not be read.'),
      };
    if (error instanceof Error && 'digest' in error) throw error;
    logger.error({ err: error }, 'explain');
    return { kind: 'refused', message: t('Something went wrong inside Tollgate.') };
  }
}
