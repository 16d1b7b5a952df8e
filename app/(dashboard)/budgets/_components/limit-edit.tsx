'use client';
import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { useQuickEdit } from '../../_components/quick-edit/use-quick-edit';
import { setLimit } from '../quick-actions';

/** An amount as it is written in the configuration. */
const AMOUNT = /^\d{1,12}(\.\d{1,12})?$/;

/** The limit of a budget, changed in its place: shown at once, published, and taken back from the toast. */
export function LimitEdit({ id, name, limitUsd }: { id: string; name: string; limitUsd: string }) {
  const t = useT();
  const { shown, pending, edit } = useQuickEdit(limitUsd);
  const [editing, setEditing] = useState(false);
  /** What was typed and refused, and why. */
  const [refused, setRefused] = useState<{ typed: string; why: string }>();
  const close = () => {
    setEditing(false);
    setRefused(undefined);
  };
  if (!editing)
    return (
      <div className="flex items-center gap-1">
        <span data-exact={shown} title={formatExactUsd(shown, t.locale)} className="font-medium">
          {formatAmountUsd(shown, t.locale)}
        </span>
        <Button
          size="icon"
          variant="ghost"
          className="size-6"
          disabled={pending}
          aria-label={t('Change the limit of {name}', { name })}
          onClick={() => setEditing(true)}
        >
          <Pencil aria-hidden />
        </Button>
      </div>
    );
  return (
    <form
      className="flex flex-wrap items-center gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = String(new FormData(event.currentTarget).get('limitUsd')).trim();
        close();
        edit(
          typed,
          (path) => setLimit(id, limitUsd, typed, path),
          undefined,
          (why) => {
            setRefused({ typed, why });
            setEditing(true);
          },
        );
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <Input
        name="limitUsd"
        aria-label={t('Limit of {name} in USD', { name })}
        inputMode="decimal"
        pattern={AMOUNT.source.slice(1, -1)}
        title={t('An amount such as 12.50')}
        required
        autoFocus
        defaultValue={refused?.typed ?? shown}
        aria-invalid={refused === undefined ? undefined : true}
        aria-describedby={refused === undefined ? undefined : `limit-${id}-note`}
        className="h-7 w-28"
      />
      <SubmitButton size="sm">{t('Publish')}</SubmitButton>
      {refused !== undefined && (
        <p id={`limit-${id}-note`} className="w-full text-xs text-bad">
          {refused.why}
        </p>
      )}
    </form>
  );
}
