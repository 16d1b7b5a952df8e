'use client';
import { useOptimistic, useTransition } from 'react';
import { useT } from '#i18n';
import { showToast } from '@/components/toast/toast-store';
import { whenConnected } from '../draft/when-connected';
import type { QuickResult } from './quick-result';
import { undoPublished } from './undo-action';

type Send = (path: string) => Promise<QuickResult>;

/**
 * A value that is shown as changed at once, while the change is on its way. A toast says what was done and takes it back: by
 * `undo`, else by bringing back the version before. When it fails the old value is shown again, and the toast says why.
 */
export function useQuickEdit<V>(value: V) {
  const t = useT();
  const [shown, show] = useOptimistic(value);
  const [pending, start] = useTransition();
  /** `refused`: told why, beside the toast. */
  function edit(next: V, send: Send, undo?: Send, refused?: (why: string) => void): void {
    const say = (why: string) => {
      showToast({ message: why, isBad: true });
      refused?.(why);
    };
    start(async () => {
      show(next);
      const path = window.location.pathname + window.location.search;
      const result = await whenConnected(t, () => send(path));
      if ('kind' in result || !result.ok) return say(result.message);
      const { message, undo: versions } = result;
      const back = undo ?? (versions && ((at: string) => undoPublished(versions, at)));
      showToast({ message, isBad: false, undo: back && (() => edit(value, back)) });
    });
  }
  return { shown, pending, edit };
}
