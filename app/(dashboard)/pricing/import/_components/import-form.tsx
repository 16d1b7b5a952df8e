'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { FormOutcome } from '../../_components/form-outcome';
import { SelectField } from '../../_components/select-field';
import { useKeptForm } from '../../_components/use-kept-form';
import { importList } from '../actions';
import { ImportDiff } from './import-diff';

/** A list of prices, from the catalogue that comes along or from a file: looked at, then published row by row. */
export function ImportForm({ providers, lists }: { providers: string[]; lists: readonly string[] }) {
  const t = useT();
  const { result, pending, onSubmit } = useKeptForm(importList);
  const [file, setFile] = useState<{ name: string; content: string }>();

  async function read(picked: File | undefined) {
    setFile(picked === undefined ? undefined : { name: picked.name, content: await picked.text() });
  }

  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3" aria-label={t('Import prices')}>
      <div className="grid grid-cols-1 items-end gap-3 sm:grid-cols-3">
        <SelectField
          name="provider"
          label={t('Catalogue, for the provider')}
          options={[{ value: '', label: t('all that it knows') }, ...providers]}
        />
        <SelectField
          name="as"
          label={t('Whose list')}
          options={[{ value: '', label: t('by the provider’s name') }, ...lists]}
        />
        <div className="flex min-w-0 flex-col gap-1">
          <Label htmlFor="price-file">{t('Or a file (.csv, .json)')}</Label>
          <Input
            id="price-file"
            type="file"
            accept=".csv,.json"
            className="py-1"
            onChange={(event) => void read(event.target.files?.[0])}
          />
        </div>
      </div>
      {file !== undefined && (
        <>
          <p className="text-xs text-ink-soft">
            {t('Takes {name} ({content} characters), not the catalogue.', {
              name: file.name,
              content: file.content.length.toLocaleString('en-US'),
            })}
          </p>
          <input type="hidden" name="fileName" value={file.name} />
          <input type="hidden" name="content" value={file.content} />
        </>
      )}
      <div>
        <Button type="submit" name="step" value="preview" disabled={pending}>
          {pending ? t('Reading…') : t('See what changes')}
        </Button>
      </div>
      {result?.kind === 'diff' ? (
        <ImportDiff key={JSON.stringify(result.preview.counts)} preview={result.preview} pending={pending} />
      ) : (
        <FormOutcome result={result} />
      )}
    </form>
  );
}
