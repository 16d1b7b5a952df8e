'use client';
import { startTransition, useActionState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { undoPrices } from '../actions';
import type { FormResult } from '../form-result';

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  const t = useT();
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="list-disc pl-5 break-words">
        {sentences.length === 0 ? (
          <li>{t('Nothing differs.')}</li>
        ) : (
          sentences.map((one) => <li key={one}>{one}</li>)
        )}
      </ul>
    </div>
  );
}

function Undo({ version }: { version: number }) {
  const t = useT();
  const [result, action, pending] = useActionState(undoPrices, null);
  if (result !== null)
    return <p>{result.kind === 'stale' || result.kind === 'preview' ? '' : result.message}</p>;
  // Not a form of its own: this stands inside the form that was published.
  const undo = () => {
    const form = new FormData();
    form.set('version', String(version));
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
          <p>{result.message}</p>
          <Sentences title={t('Published meanwhile:')} sentences={result.theirs} />
          <Sentences title={t('What you wanted:')} sentences={result.mine} />
        </Alert>
      );
    case 'done':
      return (
        <Alert role="status" className="flex flex-wrap items-center gap-2">
          {result.message}{' '}
          {result.undoTo !== undefined && result.undoTo > 0 && <Undo version={result.undoTo} />}
        </Alert>
      );
    default:
      return result satisfies never;
  }
}
