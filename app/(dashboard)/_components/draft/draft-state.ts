import type { ConfigEdit } from '@/lib/config/with-edit';

/** Where a change of the configuration stands: looked at, published, taken back, or refused. */
export type DraftState =
  | { step: 'none' }
  | { step: 'refused'; problems: { path: string; message: string }[] }
  | { step: 'unchanged' }
  | { step: 'diff'; edit: ConfigEdit; version: number; sentences: string[]; mayPublish: boolean }
  | { step: 'published'; version: number; before: number; sentences: string[] }
  | { step: 'undone'; version: number };

export const NO_DRAFT: DraftState = { step: 'none' };
