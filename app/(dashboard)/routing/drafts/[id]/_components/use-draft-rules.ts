'use client';
import { useEffect, useRef, useState } from 'react';
import { useT } from '#i18n';
import type { ConfigProblem } from '@/lib/config/check/problem';
import type { DraftRule } from '@/lib/routing/rule-form/field-text';
import { saveRules } from '../../../actions';
import { useOwnRevision } from './own-revision';

export interface DraftRulesState {
  rules: DraftRule[];
  /** Of the draft as it was saved last. */
  problems: readonly ConfigProblem[];
  sentences: readonly string[];
  revision: number;
  /** Absent: all is saved. */
  trouble?: { message: string; isConflict: boolean };
  saving: boolean;
}

export interface KeptDraft {
  id: string;
  revision: number;
  rules: DraftRule[];
  problems: readonly ConfigProblem[];
  sentences: readonly string[];
}

/** The rules of a draft as they are edited; each change is saved at once, one after the other. */
export function useDraftRules({ id, ...kept }: KeptDraft) {
  const t = useT();
  const [state, setState] = useState<DraftRulesState>({ ...kept, saving: false });
  const { tell } = useOwnRevision();
  const revision = useRef(kept.revision);
  const line = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    tell(revision.current);
    return () => tell(undefined);
  }, [tell]);

  const save = async (rules: DraftRule[]): Promise<void> => {
    const saved = await saveRules(id, revision.current, rules);
    if (saved.kind === 'saved') {
      revision.current = saved.revision;
      tell(saved.revision);
      const { problems, sentences } = saved;
      setState((now) => ({
        rules: now.rules,
        problems,
        sentences,
        revision: saved.revision,
        saving: now.rules !== rules,
      }));
    } else {
      const { message, isConflict } = saved;
      setState((now) => ({ ...now, saving: false, trouble: { message, isConflict } }));
    }
  };
  const change = (rules: DraftRule[]): void => {
    setState((now) => ({ ...now, rules, saving: true }));
    line.current = line.current
      .then(() => save(rules))
      .catch(() =>
        setState((now) => ({
          ...now,
          saving: false,
          trouble: {
            message: t('It could not be saved: the connection is gone. What you wrote is still here.'),
            isConflict: false,
          },
        })),
      );
  };
  return { ...state, change, again: () => change([...state.rules]) };
}
