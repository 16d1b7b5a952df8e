'use client';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { LongField } from '@/components/layout/long-field';
import { msg } from '@/lib/i18n/msg';
import { sayLabels } from '@/lib/i18n/say-choices';
import { METERS } from '@/lib/pricing/usage';
import { SelectField } from './select-field';

const UNITS = [
  { value: '1000000', label: msg('1 M') },
  { value: '1000', label: msg('1 K') },
  { value: '1', label: '1' },
  { value: '3600', label: msg('hour (3,600 s)') },
];
const CONTEXT = [
  { value: '', label: msg('of any size') },
  { value: 'gt', label: msg('of more than') },
  { value: 'gte', label: msg('of at least') },
];
const BASES = [
  { value: 'input', label: msg('prompt') },
  { value: 'total', label: msg('prompt and answer') },
];
const RARE_EXAMPLE = `{"schedule": {"timeZone": "UTC", "weekdays": [1,2,3,4,5], "windows": [{"from": "01:00", "to": "04:00"}]},
 "multiplier": {"numerator": 11, "denominator": 10}, "batch": true}`;

export type PriceText = Record<string, string>;

/** What the fields of a new price say before anybody has written. `from`: local date and time. */
export function emptyPrice(providers: readonly string[], from: string, zone: string): PriceText {
  const rest = { contextOp: '', contextBasis: 'input', contextTokens: '', tier: '', region: '', rare: '' };
  return {
    provider: providers[0] ?? '',
    model: '',
    meter: METERS[0],
    rate: '',
    per: '1000000',
    from,
    zone,
    ...rest,
  };
}

interface PriceFieldsProps {
  providers: readonly string[];
  text: PriceText;
  wrong: Record<string, string>;
  set: (name: string, value: string) => void;
}

/** The fields of one new price with its conditions. Kept by the form, so that an answer of the server clears none. */
export function PriceFields({ providers, text, wrong, set }: PriceFieldsProps) {
  const t = useT();
  const field = (name: string) => ({
    name,
    value: text[name] ?? '',
    error: wrong[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const choice = (name: string) => ({
    name,
    id: `new-${name}`,
    value: text[name] ?? '',
    onChange: (value: string) => set(name, value),
  });
  return (
    <>
      <div className="grid grid-cols-1 items-start gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <SelectField {...choice('provider')} label={t('Provider')} options={providers} />
        <Field
          {...field('model')}
          label={t('Model at the provider')}
          required
          hint={t('exact, or a prefix with *')}
        />
        <SelectField {...choice('meter')} label={t('Meter')} options={METERS} />
        <Field
          {...field('rate')}
          label={t('Price, USD')}
          required
          inputMode="decimal"
          pattern="\d{1,12}(\.\d{1,18})?"
        />
        <SelectField {...choice('per')} label={t('For each')} options={sayLabels(t, UNITS)} />
        <Field {...field('from')} label={t('From')} type="datetime-local" required />
        <Field {...field('zone')} label={t('Time zone')} required />
      </div>
      <fieldset className="grid grid-cols-1 items-start gap-3 rounded-md border p-3 sm:grid-cols-2 lg:grid-cols-5">
        <legend className="px-1 text-xs text-ink-soft">{t('Only for requests (empty: for all)')}</legend>
        <Field {...field('tier')} label={t('Service tier')} hint={t('such as flex')} />
        <Field {...field('region')} label={t('Region')} hint={t('such as us')} />
        <SelectField {...choice('contextOp')} label={t('Context')} options={sayLabels(t, CONTEXT)} />
        {text['contextOp'] !== '' && (
          <>
            <Field
              {...field('contextTokens')}
              label={t('Tokens')}
              required
              inputMode="numeric"
              pattern="\d{1,12}"
            />
            <SelectField {...choice('contextBasis')} label={t('Counted of')} options={sayLabels(t, BASES)} />
          </>
        )}
        <RareField text={text['rare'] ?? ''} error={wrong['rare']} set={(value) => set('rare', value)} />
      </fieldset>
    </>
  );
}

function RareField({
  text,
  error,
  set,
}: {
  text: string;
  error: string | undefined;
  set: (value: string) => void;
}) {
  const t = useT();
  return (
    <details className="min-w-0 text-sm sm:col-span-2 lg:col-span-5" open={text !== '' || undefined}>
      <summary className="w-fit text-ink-soft">
        {t('Schedule, batch, speed or a multiplier, as JSON')}
      </summary>
      <div className="pt-2">
        <LongField
          name="rare"
          label={t('More conditions (JSON)')}
          rows={4}
          spellCheck={false}
          value={text}
          placeholder={RARE_EXAMPLE}
          error={error}
          onChange={(event) => set(event.target.value)}
          className="font-mono text-xs"
        />
      </div>
    </details>
  );
}
