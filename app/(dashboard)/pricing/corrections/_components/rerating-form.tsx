'use client';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import { FormOutcome } from '../../_components/form-outcome';
import { rerate } from '../actions';
import { ReratingFigures } from './rerating-figures';

/** Past costs of the shown period under the prices of now: looked at, then booked as adjustments. */
export function ReratingForm({ workspace, from, to }: { workspace: string; from: string; to: string }) {
  const [result, action, pending] = useActionState(rerate, null);
  const preview = result?.kind === 'rated' ? result.preview : undefined;
  return (
    <form action={action} className="flex flex-col gap-3" aria-label="Re-rating">
      <input type="hidden" name="workspace" value={workspace} />
      <input type="hidden" name="from" value={from} />
      <input type="hidden" name="to" value={to} />
      <div>
        <Button type="submit" name="step" value="preview" disabled={pending}>
          {pending ? 'Adding up…' : 'See what changes'}
        </Button>
      </div>
      {preview !== undefined && <ReratingFigures preview={preview} />}
      {result !== null && result.kind !== 'rated' && <FormOutcome result={result} />}
      {preview !== undefined && preview.attempts > 0 && (
        <div>
          <input type="hidden" name="runId" value={preview.runId} />
          <input type="hidden" name="version" value={preview.version} />
          <input type="hidden" name="attempts" value={preview.attempts} />
          <input type="hidden" name="deltaUsd" value={preview.deltaUsd} />
          <Button type="submit" name="step" value="apply" variant="primary" disabled={pending}>
            Book these adjustments
          </Button>
        </div>
      )}
    </form>
  );
}
