import Link from 'next/link';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { DIMENSION_NAMES, DIMENSIONS } from '@/lib/analytics/dimensions';
import { filtersOf, type ExploreQuery } from '@/lib/analytics/explore-query';
import { METRIC_NAMES, METRICS } from '@/lib/analytics/metrics';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import type { PageView } from '../../page-view';
import { exploreParams } from '../explore-params';

interface Choice {
  value: string;
  label: string;
}

function Field({
  name,
  label,
  value,
  choices,
}: {
  name: string;
  label: string;
  value: string;
  choices: Choice[];
}) {
  const id = `explore-${name}`;
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} name={name} defaultValue={value}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </div>
  );
}

const METRIC_CHOICES = METRIC_NAMES.map((value) => ({ value, label: METRICS[value].label }));
const DIMENSION_CHOICES = [
  ...DIMENSION_NAMES.map((value) => ({ value, label: DIMENSIONS[value].label })),
  { value: 'nothing', label: msg('nothing') },
];
const RANKS = [
  { value: 'most', label: msg('most first') },
  { value: 'least', label: msg('least first') },
  { value: 'name', label: msg('by name') },
];
const LIMITS = [5, 8, 12, 25];
const COMPARE = [
  { value: 'none', label: msg('nothing') },
  { value: 'previous', label: msg('the period before') },
];

/** What is asked, as an ordinary form over the address: it works by link, by reload and by the back button. */
export function Controls({ view, query }: { view: PageView; query: ExploreQuery }) {
  const t = useT();
  const filters = Object.entries(filtersOf(query));
  const kept = new URLSearchParams(view.href('/spend').split('?')[1] ?? '');
  return (
    <form
      action="/spend"
      method="get"
      aria-label={t('What is shown')}
      className="flex flex-col gap-2"
      key={JSON.stringify(query)}
    >
      {[...kept, ...filters].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="grid grid-cols-2 items-end gap-2 sm:grid-cols-3 xl:grid-cols-7">
        <Field
          name="metric"
          label={t('Metric')}
          value={query.metric}
          choices={sayLabels(t, METRIC_CHOICES)}
        />
        <Field name="by" label={t('By')} value={query.by} choices={sayLabels(t, DIMENSION_CHOICES)} />
        <Field
          name="then"
          label={t('Then by')}
          value={query.then}
          choices={sayLabels(t, DIMENSION_CHOICES)}
        />
        <Field name="rank" label={t('Order')} value={query.rank} choices={sayLabels(t, RANKS)} />
        <Field
          name="limit"
          label={t('Shown')}
          value={String(query.limit)}
          choices={LIMITS.map((limit) => ({ value: String(limit), label: t('top {limit}', { limit }) }))}
        />
        <Field
          name="compare"
          label={t('Compare with')}
          value={query.compare}
          choices={sayLabels(t, COMPARE)}
        />
        <Button type="submit">{t('Show')}</Button>
      </div>
      {filters.length > 0 && (
        <ul aria-label={t('Filters')} className="flex flex-wrap gap-1">
          {filters.map(([name, value]) => (
            <li key={name}>
              <Button size="sm" asChild>
                <Link href={view.href('/spend', { ...exploreParams(query), [name]: undefined })}>
                  {name}: {value === '' ? t('(none)') : value} <span aria-hidden>×</span>
                  <span className="sr-only">{t(', remove')}</span>
                </Link>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
