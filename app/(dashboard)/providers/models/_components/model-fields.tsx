'use client';
import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import type { Model, Provider } from '@/lib/config/schemas';
import { msg } from '@/lib/i18n/msg';
import { sayPairs } from '@/lib/i18n/say-choices';
import { OfferFields } from './offer-fields';
import { ABILITIES, UNCERTAIN } from './read-model-form';

const TIERS = ['premium', 'balanced', 'efficient', 'budget'] as const;
const YES_NO = [
  ['', msg('Not known')],
  ['yes', msg('Yes')],
  ['no', msg('No')],
] as const;
/** As the configuration has them where nothing is written. */
const BY_DEFAULT: Record<string, boolean> = { tools: true, jsonSchema: true };

interface ModelFieldsProps {
  model: Model | undefined;
  providers: readonly Pick<Provider, 'id' | 'name'>[];
}

/** The fields of a model: its names, who serves it, and what it can do. */
export function ModelFields({ model, providers }: ModelFieldsProps) {
  const t = useT();
  const abilities = model?.capabilities;
  return (
    <>
      <Field
        name="id"
        label={t('Id')}
        required
        readOnly={model !== undefined}
        defaultValue={model?.id}
        hint={t('The name that clients use')}
      />
      <div className="sm:col-span-1 lg:col-span-3">
        <Field
          name="aliases"
          label={t('Further names')}
          defaultValue={model?.aliases.join(', ')}
          hint={t('Apart by commas')}
        />
      </div>
      <OfferFields offers={model?.offers ?? []} providers={providers} />
      <Field
        name="contextTokens"
        label={t('Context (tokens)')}
        inputMode="numeric"
        placeholder={t('Not known')}
        defaultValue={model?.contextTokens}
      />
      <Field
        name="maxOutputTokens"
        label={t('Longest answer (tokens)')}
        inputMode="numeric"
        placeholder={t('Not known')}
        defaultValue={model?.maxOutputTokens}
      />
      <Choose
        name="tier"
        label={t('Tier')}
        options={[['', t('None')], ...TIERS]}
        defaultValue={model?.tier ?? ''}
        hint={t('Rules may name it: tier:premium')}
      />
      <div className="grid grid-cols-2 gap-2">
        <Field
          name="quality.mean"
          label={t('Good answers')}
          inputMode="decimal"
          placeholder={t('By its tier')}
          defaultValue={model?.quality?.mean}
          hint={t('Held for 0 to 1')}
        />
        <Field
          name="quality.strength"
          label={t('Sure as')}
          inputMode="numeric"
          placeholder="10"
          defaultValue={model?.quality?.strength}
          hint={t('So many judgements')}
        />
      </div>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2 text-sm sm:col-span-2 lg:col-span-4">
        <legend className="mb-1 text-xs font-medium text-ink-soft">{t('It can take or give')}</legend>
        {ABILITIES.map(([name, words]) => (
          <label key={name} className="flex items-center gap-1.5">
            <input
              type="checkbox"
              name={name}
              defaultChecked={abilities?.[name] ?? BY_DEFAULT[name] === true}
            />
            {t(words)}
          </label>
        ))}
      </fieldset>
      {UNCERTAIN.map(([name, words]) => (
        <Choose
          key={name}
          name={name}
          label={t(words)}
          options={sayPairs(t, YES_NO)}
          defaultValue={abilities?.[name] === undefined ? '' : abilities[name] ? 'yes' : 'no'}
        />
      ))}
    </>
  );
}
