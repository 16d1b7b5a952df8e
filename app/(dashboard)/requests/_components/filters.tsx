import { filterOptions } from '@/lib/analytics/filter-options';
import type { RequestFilters } from '@/lib/analytics/request-filters';
import type { PageView } from '../../page-view';
import { filterParams } from '../search-params';
import { FilterForm, type FilterField } from './filter-form';

const OUTCOMES = [
  { value: 'success', label: 'success' },
  { value: 'failed', label: 'failed (as in the error rate)' },
  { value: 'error', label: 'error' },
  { value: 'orphan', label: 'lost (orphan)' },
  { value: 'client_closed', label: 'client left' },
  { value: 'rejected', label: 'refused' },
];

/** Filters that links from other pages set: offered only where they are set. */
const FROM_ELSEWHERE = [
  ['team', 'Team'],
  ['user', 'User'],
  ['tag', 'Tag'],
  ['since', 'Since'],
  ['until', 'Until'],
] as const;

/** The filters, offering what occurs in the span; a value from the address stays even when nothing has it. */
export async function Filters({ view, filters }: { view: PageView; filters: RequestFilters }) {
  const options = await filterOptions(view.viewer, view.scope);
  const current = filterParams(filters);
  const choices = (name: string, values: string[]) => {
    const set = current[name];
    const all = set === undefined || values.includes(set) ? values : [set, ...values];
    return all.map((value) => ({ value, label: value }));
  };
  const fields: FilterField[] = [
    { kind: 'choice', name: 'model', label: 'Model', choices: choices('model', options.models) },
    { kind: 'choice', name: 'provider', label: 'Provider', choices: choices('provider', options.providers) },
    {
      kind: 'choice',
      name: 'requested',
      label: 'Asked for',
      choices: choices('requested', options.requested),
    },
    { kind: 'choice', name: 'outcome', label: 'Outcome', choices: OUTCOMES },
    { kind: 'choice', name: 'key', label: 'Key', choices: choices('key', options.keys) },
    { kind: 'choice', name: 'task', label: 'Task', choices: choices('task', options.tasks) },
    { kind: 'choice', name: 'rule', label: 'Rule', choices: choices('rule', options.rules) },
    { kind: 'choice', name: 'cost', label: 'Cost', choices: [{ value: 'uncosted', label: 'not known' }] },
    { kind: 'text', name: 'minCost', label: 'Cost from, USD', mode: 'decimal' },
    { kind: 'text', name: 'minLatencyMs', label: 'Latency from, ms', mode: 'numeric' },
    { kind: 'text', name: 'q', label: 'Request id', mode: 'text' },
  ];
  for (const [name, label] of FROM_ELSEWHERE)
    if (filters[name] !== undefined) fields.push({ kind: 'text', name, label, mode: 'text' });
  const key = JSON.stringify(current);
  return <FilterForm key={key} fields={fields} current={current} clear={view.href('/requests')} />;
}
