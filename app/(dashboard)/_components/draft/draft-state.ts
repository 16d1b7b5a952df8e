import type { PathProblem } from '@/components/forms/beside-fields';
import type { FieldSides } from '@/lib/config/versions/side-by-side';

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
  | { step: 'none' }
  | { step: 'refused'; problems: PathProblem[] }
  | { step: 'unchanged' }
  | ({ step: 'diff' } & Looked)
  /** Somebody published in between what the change is about: theirs beside what one wanted oneself. */
  | ({ step: 'stale'; theirs: Theirs } & Looked)
  /** Theirs stays, and the form shows it. */
  | { step: 'left' }
  | { step: 'published'; version: number; before: number; sentences: string[] }
  | { step: 'undone'; version: number };

export const NO_DRAFT: DraftState = { step: 'none' };

/** What the server is told beside the change. */
export interface DraftPlace {
  /** Version that the form was filled from; absent: from none. */
  seen?: number | undefined;
  /** Where to come back to after signing in again. */
  path: string;
}
