import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import type { Tco } from '@/lib/planning/tco-schemas';

interface FieldWords {
  name: Exclude<keyof Tco, 'gpuBy'>;
  label: string;
  hint?: string;
}

/** Assumptions by what they are about. */
export const TCO_GROUPS: readonly { title: string; fields: readonly FieldWords[] }[] = [
  {
    title: msg('Traffic'),
    fields: [
      { name: 'months', label: msg('Months'), hint: msg('12 to 36') },
      {
        name: 'tokensPerMonth',
        label: msg('Tokens of the first month'),
        hint: msg('prompts and answers together'),
      },
      { name: 'growthPercent', label: msg('Growth a month, %') },
      { name: 'inputPercent', label: msg('Prompts, % of the tokens') },
      { name: 'peakFactor', label: msg('Busiest hour, times the mean') },
    ],
  },
  {
    title: msg('GPUs'),
    fields: [
      { name: 'gpu', label: msg('Type'), hint: msg('a name only') },
      {
        name: 'gpuCount',
        label: msg('At least'),
        hint: msg('more are added when the busiest hour needs them'),
      },
      { name: 'gpuHourUsd', label: msg('USD an hour, rented') },
      { name: 'gpuPriceUsd', label: msg('USD each, bought') },
      { name: 'amortisationMonths', label: msg('Months to write off') },
      { name: 'hoursPerMonth', label: msg('Hours a month') },
      { name: 'tokensPerSecond', label: msg('Tokens a second of one'), hint: msg('at full load') },
      { name: 'utilisationPercent', label: msg('Load in the busiest hour, %') },
    ],
  },
  {
    title: msg('Power, infrastructure and people'),
    fields: [
      {
        name: 'powerWatts',
        label: msg('Watts of one GPU'),
        hint: msg('with its machine; 0 where rent covers it'),
      },
      { name: 'kwhUsd', label: msg('USD a kilowatt-hour') },
      { name: 'infrastructureUsd', label: msg('Infrastructure, USD a month') },
      { name: 'staffCount', label: msg('People, full-time') },
      { name: 'staffYearUsd', label: msg('USD a year for one') },
      { name: 'riskPercent', label: msg('Risk on top, %'), hint: msg('for what goes wrong') },
    ],
  },
  {
    title: msg('API'),
    fields: [
      { name: 'inputUsd', label: msg('USD for a million input tokens') },
      { name: 'outputUsd', label: msg('USD for a million output tokens') },
    ],
  },
  {
    title: msg('Hybrid'),
    fields: [
      { name: 'privatePercent', label: msg('On own machines, %') },
      { name: 'cachePercent', label: msg('Answered by a cache, %'), hint: msg('the rest goes to the API') },
    ],
  },
];

const LABELS = new Map(TCO_GROUPS.flatMap(({ fields }) => fields.map(({ name, label }) => [name, label])));

/** An assumption in words. */
export function labelOf(t: T, name: keyof Tco): string {
  return name === 'gpuBy' ? t('GPUs are') : t(LABELS.get(name) ?? name);
}
