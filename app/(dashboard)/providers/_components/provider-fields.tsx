'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { JsonField } from '@/components/forms/json-field';
import { Field } from '@/components/layout/field';
import { DIALECT_NAMES } from '@/lib/dialects/types';
import { PRESETS, type Preset, type PresetName } from '@/lib/providers/presets';
import type { Provider } from '@/lib/config/schemas';
import { CredentialFields } from './credential-fields';
import { FIELDS, FURTHER } from './read-provider-form';

const presetOf = (name: string): Preset | undefined =>
  Object.hasOwn(PRESETS, name) ? PRESETS[name as PresetName] : undefined;

/** The fields of a provider. A preset fills in what it knows of the server. */
export function ProviderFields({ provider }: { provider: Provider | undefined }) {
  const t = useT();
  const [preset, setPreset] = useState<string>(provider?.preset ?? (provider === undefined ? 'openai' : ''));
  const facts = provider === undefined ? presetOf(preset) : undefined;
  const presets = [
    ['', t('None: another server')] as const,
    ...Object.entries(PRESETS).map(([name, { name: words }]) => [name, words] as const),
  ];
  const isNew = provider === undefined;
  const { apiKey, apiKeys } = provider ?? {};
  const known = apiKeys ?? (apiKey === undefined ? [] : [{ key: apiKey, weight: 1 }]);
  const further = Object.entries(provider ?? {}).filter(([name]) => !FIELDS.some((one) => one === name));
  return (
    <>
      <input type="hidden" name="simulated" value={provider?.simulated === true ? 'yes' : ''} />
      <Choose
        name="preset"
        label={t('Server')}
        options={presets}
        value={preset}
        onChange={(event) => setPreset(event.target.value)}
        hint={t('Known ones bring their dialect and address')}
      />
      {/* A new preset brings new defaults, so the fields that it fills begin anew. */}
      <Field
        key={`id ${preset}`}
        name="id"
        label={t('Id')}
        required
        readOnly={!isNew}
        defaultValue={provider?.id ?? preset}
      />
      <Field
        key={`name ${preset}`}
        name="name"
        label={t('Name')}
        defaultValue={provider?.name ?? facts?.name}
      />
      <Choose
        key={`dialect ${preset}`}
        name="dialect"
        label={t('Dialect')}
        options={DIALECT_NAMES}
        defaultValue={provider?.dialect ?? facts?.dialect}
        hint={t('The format of its API')}
      />
      <div className="sm:col-span-2">
        <Field
          key={`url ${preset}`}
          name="baseUrl"
          label={t('Base URL')}
          type="url"
          required
          placeholder={t('https://api.example.com/v1')}
          defaultValue={provider?.baseUrl ?? facts?.baseUrl}
          hint={t('Where the dialect’s paths start. Only public addresses, unless allowed here')}
        />
      </div>
      <Field
        key={`private ${preset}`}
        name="privateAddresses"
        label={t('Private addresses it may have')}
        placeholder="10.1.2.0/24"
        defaultValue={(provider?.privateAddresses ?? facts?.privateAddresses ?? []).join(', ')}
        hint={t('Ranges of your own network or this machine')}
      />
      <Field
        name="region"
        label={t('Region')}
        defaultValue={provider?.region}
        hint={t('For prices by region')}
      />
      <CredentialFields
        known={known.map(({ key, weight }) => ({ reference: key, weight }))}
        listed={apiKeys !== undefined}
      />
      <Limit name="rpm" label={t('Requests a minute')} value={provider?.rpm} />
      <Limit name="tpm" label={t('Tokens a minute')} value={provider?.tpm} />
      <Limit name="maxConcurrent" label={t('Requests at once')} value={provider?.maxConcurrent} />
      <label className="flex items-center gap-2 self-center text-sm">
        <input type="checkbox" name="enabled" defaultChecked={provider?.enabled ?? true} /> {t('Switched on')}
      </label>
      <JsonField
        name="further"
        label={t('Further settings, as JSON')}
        holds={FURTHER}
        hint={FURTHER.join(', ')}
        value={further.length === 0 ? '' : JSON.stringify(Object.fromEntries(further), null, 2)}
      />
    </>
  );
}

function Limit({ name, label, value }: { name: string; label: string; value: number | undefined }) {
  const t = useT();
  return (
    <Field name={name} label={label} inputMode="numeric" placeholder={t('No limit')} defaultValue={value} />
  );
}
