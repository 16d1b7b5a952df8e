import type { FieldSides } from '@/lib/config/versions/side-by-side';
import type { Refusal } from '../action/action-state';

/** What others published about the same entry since the form was filled, in the reader's words. */
export interface Theirs {
  /** Who, each once. */
  by: string[];
  sentences: string[];
  /** Where theirs and yours differ. */
  sides: FieldSides[];
}

/** A change that was looked at and may be published. */
interface Looked {
  version: number;
  sentences: string[];
  mayPublish: boolean;
}

/** Where a change of the configuration stands: looked at, published, taken back, or refused. */
export type DraftState =
  | { kind: 'none' }
  | Refusal
  | { kind: 'unchanged' }
  | ({ kind: 'diff' } & Looked)
  /** Somebody published in between what the change is about: theirs beside what one wanted oneself. */
  | ({ kind: 'stale'; theirs: Theirs } & Looked)
  /** Theirs stays, and the form shows it. */
  | { kind: 'left' }
  | { kind: 'published'; version: number; before: number; sentences: string[] }
  | { kind: 'undone'; version: number };

export const NO_DRAFT: DraftState = { kind: 'none' };

/** What the server is told beside the change. */
export interface DraftPlace {
  /** Version that the form was filled from; absent: from none. */
  seen?: number | undefined;
  /** Where to come back to after signing in again. */
  path: string;
}
