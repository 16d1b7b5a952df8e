'use client';
import { useT } from '#i18n';
import { FieldProblemsProvider } from '@/components/forms/field-problems';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextFileField } from '@/components/forms/text-file-field';
import { FormOutcome } from '../../_components/form-outcome';
import { SelectField } from '../../_components/select-field';
import { useKeptForm } from '../../_components/use-kept-form';
import { importList } from '../actions';
import { ImportDiff } from './import-diff';

/** A list of prices, from the catalogue that comes along or from a file: looked at, then published row by row. */
export function ImportForm({ providers, lists }: { providers: string[]; lists: readonly string[] }) {
  const t = useT();
  const { result, pending, onSubmit } = useKeptForm(importList);
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3" aria-label={t('Import prices')}>
      <FieldProblemsProvider value={result?.kind === 'wrong' ? result.fields : {}}>
        <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-3">
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
          <TextFileField
            id="price-file"
            label={t('Or a file (.csv, .json)')}
            accept=".csv,.json"
            hint={(file) =>
              file &&
              t('Takes {name} ({content} characters), not the catalogue.', {
                name: file.name,
                content: file.characters,
              })
            }
          />
        </div>
      </FieldProblemsProvider>
      <div>
        <SubmitButton name="step" value="preview" disabled={pending}>
          {pending ? t('Reading…') : t('See what changes')}
        </SubmitButton>
      </div>
      {result?.kind === 'diff' ? (
        <ImportDiff key={JSON.stringify(result.preview.counts)} preview={result.preview} pending={pending} />
      ) : (
        <FormOutcome result={result} />
      )}
    </form>
  );
}
