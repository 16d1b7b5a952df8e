'use client';
import { startTransition, useActionState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { BothSides } from '../../_components/draft/both-sides';
import { Sentences } from '../../_components/draft/sentences';
import { undoPrices } from '../actions';
import type { FormResult } from '../form-result';

function Undo({ published, before }: { published: number; before: number }) {
  const t = useT();
  const [result, action, pending] = useActionState(undoPrices, null);
  if (result !== null)
    return <p>{result.kind === 'stale' || result.kind === 'preview' ? '' : result.message}</p>;
  // Not a form of its own: this stands inside the form that was published.
  const undo = () => {
    const form = new FormData();
    form.set('published', String(published));
    form.set('before', String(before));
    startTransition(() => action(form));
  };
  return (
    <Button type="button" size="sm" disabled={pending} onClick={undo}>
      {t('Undo')}
    </Button>
  );
}

/** What the server said of a form: what is wrong, what would change, or that it did. */
export function FormOutcome({ result }: { result: FormResult | null }) {
  const t = useT();
  switch (result?.kind) {
    case undefined:
      return null;
    case 'wrong':
      return (
        <Alert tone="bad" role="alert">
          {result.message}
        </Alert>
      );
    case 'preview':
      return (
        <Alert role="status">
          <Sentences
            title={t('Against version {version}:', { version: result.version })}
            sentences={result.sentences}
          />
          {result.warnings.map((warning) => (
            <p key={warning}>{t('Warning: {warning}', { warning })}</p>
          ))}
        </Alert>
      );
    case 'stale':
      return (
        <Alert tone="warn" role="alert">
          <BothSides theirs={result.theirs} yours={result.mine} />
        </Alert>
      );
    case 'done':
      return (
        <Alert role="status" className="flex flex-wrap items-center gap-2">
          {result.message} {result.undo !== undefined && result.undo.before > 0 && <Undo {...result.undo} />}
        </Alert>
      );
    default:
      return result satisfies never;
  }
}
