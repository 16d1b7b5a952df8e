import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import type { PageView } from '../../page-view';

interface BeforeFormProps {
  view: PageView;
  before: { firstDay: string; lastDay: string };
  baselines: readonly string[];
  /** Why these days are not what was asked for. */
  problem: string | undefined;
}

/** Days of the period before, as an ordinary form over the address. */
export function BeforeForm({ view, before: { firstDay, lastDay }, baselines, problem }: BeforeFormProps) {
  const t = useT();
  const kept = new URLSearchParams(
    view.href('/savings', { baselines: baselines.join(',') }).split('?')[1] ?? '',
  );
  return (
    <form
      action="/savings"
      method="get"
      key={`${firstDay} ${lastDay}`}
      aria-label={t('Period before')}
      className="flex flex-wrap items-end gap-2"
    >
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field name="before_from" label={t('Before: first day')} type="date" required defaultValue={firstDay} />
      <Field
        name="before_to"
        label={t('Before: last day')}
        type="date"
        required
        defaultValue={lastDay}
        error={problem}
      />
      <Button type="submit">{t('Compare')}</Button>
    </form>
  );
}
