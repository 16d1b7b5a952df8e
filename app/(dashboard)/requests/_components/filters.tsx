import { filterOptions } from '@/lib/analytics/filter-options';
import type { RequestFilters } from '@/lib/analytics/requests/request-filters';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import type { PageView } from '../../page-view';
import { filterParams } from '../search-params';
import { FilterForm, type FilterField } from './filter-form';

const OUTCOMES = [
  { value: 'success', label: msg('success') },
  { value: 'failed', label: msg('failed (as in the error rate)') },
  { value: 'error', label: msg('error') },
  { value: 'orphan', label: msg('lost (orphan)') },
  { value: 'client_closed', label: msg('client left') },
  { value: 'rejected', label: msg('refused') },
];

/** Filters that links from other pages set: offered only where they are set. */
const FROM_ELSEWHERE = [
  ['team', msg('Team')],
  ['user', msg('User')],
  ['tag', msg('Tag')],
  ['since', msg('Since')],
  ['until', msg('Until')],
] as const;

interface FiltersProps {
  view: PageView;
  filters: RequestFilters;
  /** What was written into filters that could not be read. */
  unread: Readonly<Record<string, string>>;
}

/** The filters, offering what occurs in the span; a value from the address stays even when nothing has it. */
export async function Filters({ view, filters, unread }: FiltersProps) {
  const t = await getT();
  const options = await filterOptions(view.viewer, view.scope);
  const current = filterParams(filters);
  const choices = (name: string, values: string[]) => {
    const set = current[name];
    const all = set === undefined || values.includes(set) ? values : [set, ...values];
    return all.map((value) => ({ value, label: value }));
  };
  const wrong = {
    decimal: t('An amount such as 12.50'),
    numeric: t('A whole number.'),
    text: t('At most 200 characters.'),
  };
  const typed = (name: string, label: string, mode: keyof typeof wrong): FilterField => ({
    ...{ kind: 'text', name, label, mode },
    ...(unread[name] === undefined ? {} : { unread: unread[name], error: wrong[mode] }),
  });
  const fields: FilterField[] = [
    { kind: 'choice', name: 'model', label: t('Model'), choices: choices('model', options.models) },
    {
      kind: 'choice',
      name: 'provider',
      label: t('Provider'),
      choices: choices('provider', options.providers),
    },
    {
      kind: 'choice',
      name: 'requested',
      label: t('Asked for'),
      choices: choices('requested', options.requested),
    },
    { kind: 'choice', name: 'outcome', label: t('Outcome'), choices: sayLabels(t, OUTCOMES) },
    { kind: 'choice', name: 'key', label: t('Key'), choices: choices('key', options.keys) },
    { kind: 'choice', name: 'task', label: t('Task'), choices: choices('task', options.tasks) },
    { kind: 'choice', name: 'rule', label: t('Rule'), choices: choices('rule', options.rules) },
    {
      kind: 'choice',
      name: 'cost',
      label: t('Cost'),
      choices: [{ value: 'uncosted', label: t('not known') }],
    },
    typed('minCost', t('Cost from, USD'), 'decimal'),
    typed('minLatencyMs', t('Latency from, ms'), 'numeric'),
    typed('q', t('Request id'), 'text'),
  ];
  for (const [name, label] of FROM_ELSEWHERE)
    if (filters[name] !== undefined) fields.push(typed(name, t(label), 'text'));
  const key = JSON.stringify([current, unread]);
  return <FilterForm key={key} fields={fields} current={current} clear={view.href('/requests')} />;
}
