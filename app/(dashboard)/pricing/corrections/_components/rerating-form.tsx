'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { FormOutcome } from '../../_components/form-outcome';
import { emptyPrice, PriceFields } from '../../_components/price-fields';
import { useKeptForm } from '../../_components/use-kept-form';
import { rerate, type ReratingResult } from '../actions';
import { ReratingFigures } from './rerating-figures';

interface ReratingFormProps {
  workspace: string;
  /** First and last instant of arrival, ISO 8601. */
  span: { from: string; to: string };
  providers: string[];
  /** Local date and time from which a draft price holds, at first. */
  draft: { from: string; zone: string };
}

/** Past costs of the shown period under the prices of now: looked at, then booked as adjustments. */
export function ReratingForm({ workspace, span, providers, draft }: ReratingFormProps) {
  const t = useT();
  const { result, pending, onSubmit } = useKeptForm(rerate);
  const [withDraft, setWithDraft] = useState(false);
  const [text, setText] = useState(() => emptyPrice(providers, draft.from, draft.zone));
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-3" aria-label={t('Re-rating')}>
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="spanFrom" value={span.from} />
      <input type="hidden" name="spanTo" value={span.to} />
      <label className="flex w-fit items-center gap-2 text-sm">
        <input
          type="checkbox"
          name="draft"
          className="size-4"
          checked={withDraft}
          onChange={(event) => setWithDraft(event.target.checked)}
        />
        {t('With a price that is not published yet')}
      </label>
      {withDraft && (
        <PriceFields
          providers={providers}
          text={text}
          wrong={result?.kind === 'wrong' ? result.fields : {}}
          set={(name, value) => setText({ ...text, [name]: value })}
        />
      )}
      <div>
        <SubmitButton name="step" value="preview" disabled={pending}>
          {pending ? t('Adding up…') : t('See what changes')}
        </SubmitButton>
      </div>
      <Outcome result={result} pending={pending} />
    </form>
  );
}

function Outcome({ result, pending }: { result: ReratingResult | null; pending: boolean }) {
  const t = useT();
  if (result?.kind !== 'rated') return <FormOutcome result={result} />;
  const { preview, isDraft } = result;
  return (
    <>
      <ReratingFigures preview={preview} isDraft={isDraft} />
      {preview.attempts > 0 && isDraft && (
        <p className="text-sm text-ink-soft">
          {t('To book this, publish the price in the price book, then look again without the draft.')}
        </p>
      )}
      {preview.attempts > 0 && !isDraft && (
        <div>
          <input type="hidden" name="runId" value={preview.runId} />
          <input type="hidden" name="version" value={preview.version} />
          <input type="hidden" name="attempts" value={preview.attempts} />
          <input type="hidden" name="deltaUsd" value={preview.deltaUsd} />
          <SubmitButton name="step" value="apply" variant="primary" disabled={pending}>
            {t('Book these adjustments')}
          </SubmitButton>
        </div>
      )}
    </>
  );
}
