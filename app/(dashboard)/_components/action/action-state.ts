import { problemWords, type PathProblem } from '@/components/forms/beside-fields';

/** What became of a form that was sent. `secrets` are shown this once. */
export type ActionState =
  | { kind: 'none' }
  | { kind: 'done'; message: string; secrets?: readonly { label: string; value: string }[] }
  | Refusal;

/** Why nothing was done; `message` says it whole, `problems` by what it is about. */
export interface Refusal {
  kind: 'refused';
  message: string;
  problems: PathProblem[];
}

export const refusedFor = (problems: PathProblem[]): Refusal => ({
  kind: 'refused',
  message: problemWords(problems),
  problems,
});

/** A refusal that is about no field. */
export const refused = (message: string): Refusal => refusedFor([{ path: '', message }]);

export const NOTHING_YET: ActionState = { kind: 'none' };

/** An action behind a form. */
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
