'use client';
import { useTransition } from 'react';
import { useT } from '#i18n';
import { showToast } from '@/components/toast/toast-store';
import { whenConnected } from '../draft/when-connected';
import { undoPublished } from './undo-action';

interface Versions {
  published: number;
  before: number;
}

/** Says in a toast what was published, with a way back that outlasts the form it came from. `onUndone`: it was taken. */
export function useUndo(onUndone?: () => void) {
  const t = useT();
  const [, start] = useTransition();
  return (sentences: readonly string[], versions: Versions) => {
    const undo = () =>
      start(async () => {
        const path = window.location.pathname + window.location.search;
        const result = await whenConnected(t, () => undoPublished(versions, path));
        const isDone = 'ok' in result && result.ok;
        if (isDone) onUndone?.();
        showToast({ message: result.message, isBad: !isDone });
      });
    showToast({ message: sentences.slice(0, MOST).join(' '), isBad: false, undo });
  };
}

/** More would cover the page. */
const MOST = 2;
