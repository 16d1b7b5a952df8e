'use client';
import { useEffect, useEffectEvent } from 'react';
import { useT } from '#i18n';
import { useSend } from '@/components/forms/use-send';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { BothSides } from '../../_components/draft/both-sides';
import { Sentences } from '../../_components/draft/sentences';
import { useUndo } from '../../_components/quick-edit/use-undo';
import { undoPrices } from '../actions';
import type { FormResult } from '../form-result';

const lost = (message: string): FormResult => ({ kind: 'wrong', fields: {}, message });

function Undo({ published, before }: { published: number; before: number }) {
  const t = useT();
  const { state: result, pending, send } = useSend<FormResult | null>(undoPrices, null, lost);
  if (result !== null)
    return <p>{result.kind === 'stale' || result.kind === 'preview' ? '' : result.message}</p>;
  // Not a form of its own: this stands inside the form that was published.
  const undo = () => {
    const form = new FormData();
    form.set('published', String(published));
    form.set('before', String(before));
    send(form);
  };
  return (
    <Button type="button" size="sm" disabled={pending} onClick={undo}>
      {t('Undo')}
    </Button>
  );
}

function Done({ result: { message, undo } }: { result: Extract<FormResult, { kind: 'done' }> }) {
  const offerUndo = useUndo();
  const offer = useEffectEvent(() => undo && offerUndo([message], undo));
  useEffect(() => {
    offer();
  }, [undo?.published]);
  return (
    <Alert role="status" className="flex flex-wrap items-center gap-2">
      {message} {undo !== undefined && undo.before > 0 && <Undo {...undo} />}
    </Alert>
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
      return <Done result={result} />;
    default:
      return result satisfies never;
  }
}
