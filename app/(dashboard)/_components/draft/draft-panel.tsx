'use client';
import { useT } from '#i18n';
import { problemLine, type PathProblem } from '@/components/forms/beside-fields';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { BothSides } from './both-sides';
import { Sentences } from './sentences';
import type { Draft } from './use-draft';

interface DraftPanelProps {
  draft: Draft;
  /** Of what it was refused for: what no field shows. Absent: all of it. */
  problems?: readonly PathProblem[];
}

/** What a change would do or has done, with the one thing to do next. Read out as it changes. */
export function DraftPanel({ draft, problems }: DraftPanelProps) {
  const t = useT();
  const { state, pending } = draft;
  return (
    <div aria-live="polite" className="empty:absolute">
      {state.kind === 'refused' && (
        <Alert tone="bad" role="alert">
          {problems?.length === 0 && <p>{t('Nothing was changed: look at the marked fields.')}</p>}
          {(problems ?? state.problems).map(problemLine).map((line) => (
            <p key={line} className="break-words">
              {line}
            </p>
          ))}
        </Alert>
      )}
      {state.kind === 'unchanged' && <Alert>{t('This is what is in force already.')}</Alert>}
      {(state.kind === 'diff' || state.kind === 'stale') && (
        <Alert tone={state.kind === 'stale' ? 'warn' : 'neutral'} className="flex flex-col gap-2">
          {state.kind === 'stale' ? (
            <BothSides theirs={state.theirs} yours={state.sentences} />
          ) : (
            <Sentences title={t('This would change:')} sentences={state.sentences} />
          )}
          {!state.mayPublish && <p>{t('Only owners and admins may publish it.')}</p>}
          <div className="flex flex-wrap gap-2">
            {state.mayPublish && (
              <Button size="sm" variant="primary" disabled={pending} onClick={draft.publish}>
                {pending ? t('Publishing…') : state.kind === 'stale' ? t('Publish mine') : t('Publish')}
              </Button>
            )}
            {state.kind === 'stale' ? (
              <Button size="sm" onClick={draft.leaveTheirs}>
                {t('Keep theirs')}
              </Button>
            ) : (
              <Button size="sm" onClick={draft.discard}>
                {t('Discard')}
              </Button>
            )}
          </div>
        </Alert>
      )}
      {state.kind === 'published' && (
        <Alert className="flex flex-col gap-2">
          <Sentences
            title={t('Published as version {version}:', { version: state.version })}
            sentences={state.sentences}
          />
          <div>
            <Button size="sm" disabled={pending} onClick={draft.undo}>
              {pending ? t('Taking back…') : t('Undo')}
            </Button>
          </div>
        </Alert>
      )}
      {state.kind === 'left' && <Alert>{t('Theirs stays, and is what the form shows now.')}</Alert>}
      {state.kind === 'undone' && (
        <Alert>{t('Taken back: version {version} is as it was before.', { version: state.version })}</Alert>
      )}
    </div>
  );
}
