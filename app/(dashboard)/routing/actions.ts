'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { ConfigProblem } from '@/lib/config/check/problem';
import { readRuleLink } from '@/lib/config/rule-link';
import { beginDraft, type Beginning } from '@/lib/drafts/begin-draft';
import { lookAtDraft } from '@/lib/drafts/look-at-draft';
import { saveDraft } from '@/lib/drafts/save-draft';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { noteRefusedForm } from '@/lib/users/note-refused-form';
import { requireSameOrigin } from '@/lib/users/require-same-origin';
import { requireUser } from '@/lib/users/require-user';
import type { ActionState, Refusal } from '../_components/action/action-state';
import { performAction, textOf } from '../_components/action/perform-action';
import { sayRefusal } from '../_components/action/say-refusal';
import { sayProblems } from '../_components/draft/in-readers-words';

const readyName = z.enum(Object.keys(READY_POLICIES) as [keyof typeof READY_POLICIES]);

function beginningOf(form: FormData): Beginning {
  const linked = textOf(form, 'rule');
  if (linked !== undefined) {
    const read = readRuleLink(linked);
    if (!read.ok) throw new GatewayError('invalid_request', read.problem);
    return { kind: 'rule', rule: read.rule };
  }
  const ready = textOf(form, 'ready');
  return ready === undefined ? { kind: 'present' } : { kind: 'ready', policy: readyName.parse(ready) };
}

/** Begins a draft from the rules in force, a rule that came with a link, or a ready policy, and opens it. */
export async function begin(_previous: ActionState, form: FormData): Promise<ActionState> {
  return performAction('/routing', async (viewer) => {
    const { id } = await beginDraft(viewer, beginningOf(form));
    const workspace = textOf(form, 'workspace');
    redirect(
      `/routing/drafts/${id}${workspace === undefined ? '' : `?workspace=${encodeURIComponent(workspace)}`}`,
    );
  });
}

export type Saved =
  | { kind: 'saved'; revision: number; problems: readonly ConfigProblem[]; sentences: string[] }
  | (Refusal & { isConflict: boolean });

/** Keeps the rules of a draft, and says what is wrong with them and what they would change. */
export async function saveRules(id: string, revision: number, rules: unknown): Promise<Saved> {
  const t = await getT();
  try {
    await requireSameOrigin();
    const viewer = await requireUser('/routing');
    const saved = await saveDraft(viewer, id, { revision, content: { rules: rules as { id: string }[] } });
    const { problems, sentences } = await lookAtDraft(viewer, id);
    // What stands beside the editor is of the revision that was saved.
    refresh();
    return {
      kind: 'saved',
      revision: saved.revision,
      problems: sayProblems(t, problems),
      sentences: sentences.map(t.said),
    };
  } catch (error) {
    await noteRefusedForm(error, '/routing');
    const isConflict = error instanceof GatewayError && error.code === 'conflict';
    return { ...sayRefusal(t, error), isConflict };
  }
}
