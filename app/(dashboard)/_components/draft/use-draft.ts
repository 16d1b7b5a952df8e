'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState, useTransition } from 'react';
import { useT } from '#i18n';
import type { PathProblem } from '@/components/forms/beside-fields';
import { forget, seenBy } from '@/components/forms/kept-text';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { refusedFor } from '../action/action-state';
import { useUndo } from '../quick-edit/use-undo';
import { previewDraft, publishDraft, undoDraft } from './draft-actions';
import { NO_DRAFT, type DraftPlace, type DraftState } from './draft-state';
import { whenConnected } from './when-connected';

interface DraftOf {
  /** In force when the page was made. */
  version: number;
  /** Name of the form that is kept (components/forms/kept-form.tsx). */
  form: string;
}

/**
 * The steps of a change: preview → publish → undo; each leaves a state that the panel shows. The change itself stays here:
 * it may hold a key, which nobody sends back. `of`: the form that it comes from; absent: it is made from nothing.
 */
export function useDraft(of?: DraftOf) {
  const t = useT();
  const router = useRouter();
  const [state, setState] = useState<DraftState>(NO_DRAFT);
  const [edit, setEdit] = useState<ConfigEdit>();
  const [round, setRound] = useState(0);
  const [pending, start] = useTransition();
  const offerUndo = useUndo(() => setState(NO_DRAFT));
  // A second click may come before the button is drawn as disabled.
  const isRunning = useRef(false);
  const run = (work: (place: DraftPlace) => Promise<DraftState>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    start(async () => {
      const { pathname, search } = window.location;
      const seen = of && seenBy(of.form, of.version);
      const next = await whenConnected(t, () => work({ seen, path: pathname + search })).finally(() => {
        isRunning.current = false;
      });
      setState(next);
      if (next.kind === 'published')
        offerUndo(next.sentences, { published: next.version, before: next.before });
    });
  };
  return {
    /** Of the form that it comes from. */
    form: of?.form ?? '',
    version: of?.version ?? 0,
    state,
    pending,
    /** Of the form: another one means that its fields are filled anew. */
    key: `${of?.form} ${of?.version} ${round}`,
    preview: (wanted: ConfigEdit) => {
      setEdit(wanted);
      run((place) => previewDraft(wanted, place));
    },
    publish: () => {
      if (state.kind === 'diff' || state.kind === 'stale')
        run((place) => publishDraft(edit, state.version, place));
    },
    undo: () => {
      if (state.kind === 'published') run((place) => undoDraft(state.version, state.before, place));
    },
    discard: () => setState(NO_DRAFT),
    /** Drops what was typed, and shows what others published. */
    leaveTheirs: () => {
      if (of !== undefined) forget(of.form);
      setState({ kind: 'left' });
      setRound(round + 1);
      router.refresh();
    },
    refuse: (problems: PathProblem[]) => setState(refusedFor(problems)),
  };
}

export type Draft = ReturnType<typeof useDraft>;
