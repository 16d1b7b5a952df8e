'use server';
import { getT } from '@/lib/i18n/get-t';
import { explainPrompt, type RouteDecision } from '@/lib/playground/explain-prompt';
import type { Refusal } from '../../../_components/action/action-state';
import { textOf } from '../../../_components/action/perform-action';
import { refusing } from '../../../_components/action/refusing';

export type Explained = { kind: 'none' } | { kind: 'decided'; decision: RouteDecision };

const TIMEOUT_MS = 10_000;

export async function explain(_previous: Explained | Refusal, form: FormData): Promise<Explained | Refusal> {
  const t = await getT();
  return refusing('/routing', async (viewer) => {
    const asked = {
      workspace: textOf(form, 'workspace') ?? '',
      model: textOf(form, 'model') ?? 'auto',
      prompt: textOf(form, 'prompt') ?? '',
    };
    const decision = await explainPrompt(viewer, asked, AbortSignal.timeout(TIMEOUT_MS));
    // Worded by the gateway; the browser has no words for it.
    const assumptions = decision.assumptions.map(t.said);
    return { kind: 'decided', decision: { ...decision, assumptions } };
  });
}
