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

/** The filters, offering what occurs in the span; a value from the address stays even when nothing has it. */
export async function Filters({ view, filters }: { view: PageView; filters: RequestFilters }) {
  const t = await getT();
  const options = await filterOptions(view.viewer, view.scope);
  const current = filterParams(filters);
  const choices = (name: string, values: string[]) => {
    const set = current[name];
    const all = set === undefined || values.includes(set) ? values : [set, ...values];
    return all.map((value) => ({ value, label: value }));
  };
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
    { kind: 'text', name: 'minCost', label: t('Cost from, USD'), mode: 'decimal' },
    { kind: 'text', name: 'minLatencyMs', label: t('Latency from, ms'), mode: 'numeric' },
    { kind: 'text', name: 'q', label: t('Request id'), mode: 'text' },
  ];
  for (const [name, label] of FROM_ELSEWHERE)
    if (filters[name] !== undefined) fields.push({ kind: 'text', name, label: t(label), mode: 'text' });
  const key = JSON.stringify(current);
  return <FilterForm key={key} fields={fields} current={current} clear={view.href('/requests')} />;
}
