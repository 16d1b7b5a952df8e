import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import type { PricingQuery } from '../search-params';
import { SelectField } from './select-field';

const SHOWN = [
  { value: 'now', label: msg('in force') },
  { value: 'scheduled', label: msg('scheduled') },
  { value: 'ended', label: msg('ended') },
  { value: 'all', label: msg('all') },
];
const UNITS = [
  { value: 'm', label: msg('per 1 M') },
  { value: 'k', label: msg('per 1 K') },
];

/** An ordinary form over the address, so that it works by link, reload and the back button. */
export function BookFilters({ query, workspace }: { query: PricingQuery; workspace: string }) {
  const t = useT();
  return (
    <form
      method="get"
      action="/pricing"
      aria-label={t('Filters')}
      className="grid grid-cols-2 items-end gap-2 sm:grid-cols-4"
    >
      <input type="hidden" name="workspace" value={workspace} />
      <div className="flex min-w-0 flex-col gap-1">
        <Label htmlFor="price-search">{t('Search')}</Label>
        <Input id="price-search" name="q" defaultValue={query.search} autoComplete="off" />
      </div>
      <SelectField name="show" label={t('Show')} options={sayLabels(t, SHOWN)} value={query.state} />
      <SelectField
        name="per"
        label={t('Unit')}
        options={sayLabels(t, UNITS)}
        value={query.per === 1_000 ? 'k' : 'm'}
      />
      <Button type="submit">{t('Apply')}</Button>
    </form>
  );
}
