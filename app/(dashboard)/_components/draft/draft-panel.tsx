'use client';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { Draft } from './use-draft';

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="list-disc pl-5 break-words">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** What a change would do or has done, with the one thing to do next. Read out as it changes. */
export function DraftPanel({ draft }: { draft: Draft }) {
  const { state, pending } = draft;
  return (
    <div aria-live="polite">
      {state.step === 'refused' && (
        <Alert tone="bad" role="alert">
          {state.problems.map(({ path, message }) => (
            <p key={`${path} ${message}`} className="break-words">
              {path === '' ? message : `${path}: ${message}`}
            </p>
          ))}
        </Alert>
      )}
      {state.step === 'unchanged' && <Alert>This is what is in force already.</Alert>}
      {state.step === 'diff' && (
        <Alert className="flex flex-col gap-2">
          <p className="font-medium">This would change:</p>
          <Sentences sentences={state.sentences} />
          {!state.mayPublish && <p>Only owners and admins may publish it.</p>}
          <div className="flex gap-2">
            {state.mayPublish && (
              <Button size="sm" variant="primary" disabled={pending} onClick={draft.publish}>
                {pending ? 'Publishing…' : 'Publish'}
              </Button>
            )}
            <Button size="sm" onClick={draft.discard}>
              Discard
            </Button>
          </div>
        </Alert>
      )}
      {state.step === 'published' && (
        <Alert className="flex flex-col gap-2">
          <p className="font-medium">Published as version {state.version}:</p>
          <Sentences sentences={state.sentences} />
          <div>
            <Button size="sm" disabled={pending} onClick={draft.undo}>
              {pending ? 'Taking back…' : 'Undo'}
            </Button>
          </div>
        </Alert>
      )}
      {state.step === 'undone' && <Alert>Taken back: version {state.version} is as it was before.</Alert>}
    </div>
  );
}
