import type { ConfigEdit } from '@/lib/config/edit-config';

/** Where a change of the configuration stands: looked at, published, taken back, or refused. */
export type DraftState =
  | { step: 'none' }
  | { step: 'refused'; problems: { path: string; message: string }[] }
  | { step: 'unchanged' }
  | { step: 'diff'; edit: ConfigEdit; version: number; sentences: string[] }
  | { step: 'published'; version: number; before: number; sentences: string[] }
  | { step: 'undone'; version: number };

export const NO_DRAFT: DraftState = { step: 'none' };
