'use client';
import { useState, useTransition } from 'react';
import { useT } from '#i18n';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { previewDraft, publishDraft, undoDraft } from './draft-actions';
import { NO_DRAFT, type DraftPlace, type DraftState } from './draft-state';
import { whenConnected } from './when-connected';

/**
 * The steps of a change: preview → publish → undo; each leaves a state that the panel shows. The change itself stays here:
 * it may hold a key, which nobody sends back. `seen`: the version that the form was filled from.
 */
export function useDraft(seen?: number) {
  const t = useT();
  const [state, setState] = useState<DraftState>(NO_DRAFT);
  const [edit, setEdit] = useState<ConfigEdit>();
  const [pending, start] = useTransition();
  const run = (work: (place: DraftPlace) => Promise<DraftState>) =>
    start(async () => {
      const { pathname, search } = window.location;
      setState(await whenConnected(t, () => work({ seen, path: pathname + search })));
    });
  return {
    state,
    pending,
    preview: (wanted: ConfigEdit) => {
      setEdit(wanted);
      run((place) => previewDraft(wanted, place));
    },
    publish: () => {
      if (state.step === 'diff' || state.step === 'stale')
        run((place) => publishDraft(edit, state.version, place));
    },
    undo: () => {
      if (state.step === 'published') run((place) => undoDraft(state.version, state.before, place));
    },
    discard: () => setState(NO_DRAFT),
    refuse: (problems: { path: string; message: string }[]) => setState({ step: 'refused', problems }),
  };
}

export type Draft = ReturnType<typeof useDraft>;
