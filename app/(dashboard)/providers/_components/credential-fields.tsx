'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import type { T } from '@/lib/i18n/t';

export interface KnownCredential {
  /** `secret:ID` or `env:NAME`. */
  reference: string;
  weight: number;
}

interface Row extends KnownCredential {
  key: number;
}

const wordsFor = (t: T, reference: string) =>
  reference.startsWith('env:')
    ? t('from the variable {reference}', { reference: reference.slice('env:'.length) })
    : t('stored encrypted');

/** The keys of a provider: which there are, never what they are. Each can be replaced, weighed or taken away. */
export function CredentialFields({ known, listed }: { known: readonly KnownCredential[]; listed: boolean }) {
  const t = useT();
  const next = useRef(known.length);
  const [rows, setRows] = useState<readonly Row[]>(() => known.map((one, key) => ({ ...one, key })));
  // As the form is read: one by itself is no list.
  const pathOf = (name: 'key' | 'weight', at: number) =>
    rows.length > 1 || listed ? `apiKeys[${at}].${name}` : name === 'key' ? 'apiKey' : 'apiKeys[0].weight';
  const add = () => setRows([...rows, { key: next.current++, reference: '', weight: 1 }]);
  return (
    <fieldset className="flex flex-col gap-3 sm:col-span-2 lg:col-span-4">
      <legend className="mb-1 text-xs font-medium text-ink-soft">
        {t('Keys: with several, each request draws one by weight')}
      </legend>
      {listed && <input type="hidden" name="key.listed" value="yes" />}
      {rows.length === 0 && (
        <p className="text-sm text-ink-soft">{t('None: requests go there without a key.')}</p>
      )}
      {rows.map(({ key, reference, weight }, at) => (
        <div key={key} className="grid grid-cols-[1fr_5rem_auto] items-start gap-2">
          <input type="hidden" name="key.stored" value={reference} />
          <Field
            id={`key-${key}-value`}
            name="key.value"
            path={pathOf('key', at)}
            required={reference === ''}
            label={
              reference === ''
                ? t('Key {at}', { at: at + 1 })
                : t('Key {at}, {wordsFor}', { at: at + 1, wordsFor: wordsFor(t, reference) })
            }
            type="password"
            autoComplete="off"
            placeholder={reference === '' ? '' : t('Kept. Type a new one to replace it')}
            hint={t('The key itself, or env:NAME')}
          />
          <Field
            id={`key-${key}-weight`}
            name="key.weight"
            path={pathOf('weight', at)}
            label={t('Weight')}
            inputMode="numeric"
            defaultValue={String(weight)}
          />
          <Button
            type="button"
            variant="ghost"
            size="icon"
            className="mt-5"
            aria-label={t('Take away key {at}', { at: at + 1 })}
            onClick={() => setRows(rows.filter((row) => row.key !== key))}
          >
            <Trash2 aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button type="button" size="sm" onClick={add}>
          <Plus aria-hidden /> {rows.length === 0 ? t('Give a key') : t('One more key')}
        </Button>
      </div>
    </fieldset>
  );
}
