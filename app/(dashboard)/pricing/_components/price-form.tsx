'use client';
import { useState, type FormEvent } from 'react';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { seenBy } from '@/components/forms/kept-text';
import { SubmitButton } from '@/components/forms/submit-button';
import { Field } from '@/components/layout/field';
import { changePrice } from '../actions';
import { FormOutcome } from './form-outcome';
import { emptyPrice, PriceFields } from './price-fields';
import { useKeptForm } from './use-kept-form';

interface PriceFormProps {
  providers: string[];
  zone: string;
  /** Version of the configuration that the page shows. */
  version: number;
  /** Local date and time to begin with, `YYYY-MM-DDTHH:MM`. */
  from: string;
  /** Id of the price to end; absent: a new one is added. */
  ends?: string;
}

/** One change of the price book: looked at first, then published as it was looked at. */
export function PriceForm({ providers, zone, version: shown, from, ends }: PriceFormProps) {
  const t = useT();
  const { result, pending, onSubmit } = useKeptForm(changePrice);
  const [text, setText] = useState(() =>
    ends === undefined ? emptyPrice(providers, from, zone) : { from, zone },
  );
  const formName = `price-${ends ?? ''}`;
  const [lookedAt, setLookedAt] = useState(text);
  const wrong = result?.kind === 'wrong' ? result.fields : {};
  const set = (name: string, value: string) => setText((now) => ({ ...now, [name]: value }));
  const seen = result?.kind === 'preview' || result?.kind === 'stale' ? result.version : undefined;
  // What was edited since is looked at again before it can be published.
  const version = lookedAt === text ? seen : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    setLookedAt(text);
    onSubmit(event, { seen: String(seenBy(formName, shown)) });
  };
  return (
    <KeptForm
      name={formName}
      version={shown}
      isDone={result?.kind === 'done'}
      onSubmit={submit}
      className="flex flex-col gap-3"
      aria-label={ends === undefined ? t('New price') : t('End a price')}
    >
      <input type="hidden" name="action" value={ends === undefined ? 'add' : 'end'} />
      {ends === undefined ? (
        <PriceFields providers={providers} text={text} wrong={wrong} set={set} />
      ) : (
        <EndFields id={ends} text={text} wrong={wrong} set={set} />
      )}
      <FormOutcome result={result} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton
          name="step"
          value="preview"
          variant={version === undefined ? 'primary' : 'outline'}
          disabled={pending}
        >
          {t('See what changes')}
        </SubmitButton>
        {version !== undefined && (
          <>
            <input type="hidden" name="expectedVersion" value={version} />
            <SubmitButton name="step" value="publish" variant="primary" disabled={pending}>
              {t('Publish')}
            </SubmitButton>
            <SubmitButton name="step" value="draft" disabled={pending}>
              {t('Try it as a draft')}
            </SubmitButton>
          </>
        )}
      </div>
    </KeptForm>
  );
}

interface EndFieldsProps {
  id: string;
  text: Record<string, string>;
  wrong: Record<string, string>;
  set: (name: string, value: string) => void;
}

function EndFields({ id, text, wrong, set }: EndFieldsProps) {
  const t = useT();
  const field = (name: string) => ({
    name,
    value: text[name] ?? '',
    error: wrong[name],
    required: true,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <input type="hidden" name="id" value={id} />
      <Field {...field('from')} label={t('Ends at')} type="datetime-local" />
      <Field {...field('zone')} label={t('Time zone')} />
    </div>
  );
}
