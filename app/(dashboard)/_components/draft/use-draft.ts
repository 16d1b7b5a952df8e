'use client';
import { useState, useTransition } from 'react';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { previewDraft, publishDraft, undoDraft } from './draft-actions';
import { NO_DRAFT, type DraftState } from './draft-state';

/** The steps of a change: preview → publish → undo; each leaves a state that the panel shows. */
export function useDraft() {
  const [state, setState] = useState<DraftState>(NO_DRAFT);
  const [pending, start] = useTransition();
  const run = (work: () => Promise<DraftState>) => start(async () => setState(await work()));
  return {
    state,
    pending,
    preview: (edit: ConfigEdit) => run(() => previewDraft(edit)),
    publish: () => {
      if (state.step === 'diff') run(() => publishDraft(state.edit, state.version));
    },
    undo: () => {
      if (state.step === 'published') run(() => undoDraft(state.version, state.before));
    },
    discard: () => setState(NO_DRAFT),
  };
}

export type Draft = ReturnType<typeof useDraft>;
