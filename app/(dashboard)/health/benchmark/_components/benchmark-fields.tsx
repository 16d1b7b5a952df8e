'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { LongField } from '@/components/layout/long-field';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import { SelectField } from '../../../pricing/_components/select-field';

const SETS = [
  { value: 'short', label: msg('short: about 15 tokens') },
  { value: 'medium', label: msg('medium: about 300 tokens') },
  { value: 'long', label: msg('long: about 3,000 tokens') },
  { value: 'own', label: msg('my own') },
];

/** How much is measured, with which prompts, and for how much. */
export function BenchmarkFields() {
  const t = useT();
  const [set, setSet] = useState('short');
  const number = { type: 'number', required: true, min: 1 } as const;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        <Field
          {...number}
          name="requests"
          label={t('Requests')}
          max={1_000}
          defaultValue={20}
          hint={t('of each model by each way')}
        />
        <Field {...number} name="concurrency" label={t('Requests at once')} max={50} defaultValue={4} />
        <Field
          {...number}
          name="maxTokens"
          label={t('Tokens of an answer at most')}
          max={4_096}
          defaultValue={64}
        />
        <SelectField
          name="set"
          label={t('Prompts')}
          options={sayLabels(t, SETS)}
          value={set}
          onChange={setSet}
        />
        <Field
          name="capUsd"
          label={t('Cost at most, USD')}
          inputMode="decimal"
          required
          defaultValue="1"
          hint={t('never passed: the run ends there')}
        />
      </div>
      {set === 'own' && (
        <LongField id="benchmark-own" name="prompts" label={t('Prompts, divided by empty lines')} required />
      )}
    </>
  );
}
