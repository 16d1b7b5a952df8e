'use client';
import { useActionState, useState } from 'react';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { METERS } from '@/lib/pricing/usage';
import { changePrice } from '../actions';
import { FormOutcome } from './form-outcome';
import { SelectField } from './select-field';

const UNITS = [
  { value: '1000000', label: '1 M' },
  { value: '1000', label: '1 K' },
  { value: '1', label: '1' },
  { value: '3600', label: 'hour (3,600 s)' },
];

interface PriceFormProps {
  providers: string[];
  zone: string;
  /** Local date and time to begin with, `YYYY-MM-DDTHH:MM`. */
  from: string;
  /** Id of the price to end; absent: a new one is added. */
  ends?: string;
}

/** One change of the price book: looked at first, then published as it was looked at. */
export function PriceForm({ providers, zone, from, ends }: PriceFormProps) {
  const [result, action, pending] = useActionState(changePrice, null);
  const [text, setText] = useState<Record<string, string>>({ from, zone });
  const wrong = result?.kind === 'wrong' ? result.fields : {};
  const field = (name: string) => ({
    name,
    value: text[name] ?? '',
    error: wrong[name],
    onChange: (event: { target: { value: string } }) => setText({ ...text, [name]: event.target.value }),
  });
  const version = result?.kind === 'preview' || result?.kind === 'stale' ? result.version : undefined;
  return (
    <form
      action={action}
      className="flex flex-col gap-3"
      aria-label={ends === undefined ? 'New price' : 'End a price'}
    >
      <input type="hidden" name="action" value={ends === undefined ? 'add' : 'end'} />
      {ends !== undefined && <input type="hidden" name="id" value={ends} />}
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {ends === undefined && (
          <>
            <SelectField name="provider" label="Provider" options={providers} />
            <Field
              {...field('model')}
              label="Model at the provider"
              required
              hint="exact, or a prefix with *"
            />
            <SelectField name="meter" label="Meter" options={METERS} />
            <Field
              {...field('rate')}
              label="Price, USD"
              required
              inputMode="decimal"
              pattern="\d{1,12}(\.\d{1,18})?"
            />
            <SelectField name="per" id="new-per" label="For each" options={UNITS} />
            <Field {...field('tier')} label="Service tier" hint="empty: any" />
          </>
        )}
        <Field
          {...field('from')}
          label={ends === undefined ? 'From' : 'Ends at'}
          type="datetime-local"
          required
        />
        <Field {...field('zone')} label="Time zone" required />
      </div>
      <FormOutcome result={result} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="step" value="preview" disabled={pending}>
          See what changes
        </Button>
        {version !== undefined && (
          <>
            <input type="hidden" name="expectedVersion" value={version} />
            <Button type="submit" name="step" value="publish" variant="primary" disabled={pending}>
              Publish
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
