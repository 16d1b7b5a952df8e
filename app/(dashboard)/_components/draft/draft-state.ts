/** A change that was looked at and may be published. */
interface Looked {
  version: number;
  sentences: string[];
  mayPublish: boolean;
}

/** Where a change of the configuration stands: looked at, published, taken back, or refused. */
export type DraftState =
  | { step: 'none' }
  | { step: 'refused'; problems: { path: string; message: string }[] }
  | { step: 'unchanged' }
  | ({ step: 'diff' } & Looked)
  /** Somebody published in between what the change is about: theirs beside what one wanted oneself. */
  | ({ step: 'stale'; theirs: string[] } & Looked)
  | { step: 'published'; version: number; before: number; sentences: string[] }
  | { step: 'undone'; version: number };

export const NO_DRAFT: DraftState = { step: 'none' };

/** What the server is told beside the change. */
export interface DraftPlace {
  /** Version that the form was filled from; absent: it was filled from none. */
  seen?: number | undefined;
  /** Where to come back to after signing in again. */
  path: string;
}
