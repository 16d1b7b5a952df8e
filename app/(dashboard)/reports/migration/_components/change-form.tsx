import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Button } from '@/components/ui/button';
import { MAX_DAYS } from '@/lib/reports/migration-spans';
import { localDay } from '@/lib/analytics/range';
import type { PageView } from '../../../page-view';

/** The day of the change, as an ordinary form over the address. */
export function ChangeForm({ view, on, days }: { view: PageView; on: string; days: number }) {
  const t = useT();
  const today = localDay(view.now, view.range.zone);
  const kept = new URLSearchParams(view.href('/reports/migration').split('?')[1] ?? '');
  return (
    <form
      action="/reports/migration"
      method="get"
      key={`${on} ${days}`}
      aria-label={t('Change')}
      className="flex flex-wrap items-end gap-2"
    >
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field
        name="on"
        label={t('First day after the change')}
        type="date"
        required
        max={today}
        defaultValue={on}
      />
      <Field
        name="days"
        label={t('Days before and after')}
        type="number"
        min={1}
        max={MAX_DAYS}
        required
        defaultValue={days}
      />
      <Button type="submit">{t('Compare')}</Button>
    </form>
  );
}
