import { useT } from '#i18n';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { msg } from '@/lib/i18n/msg';
import { sayPairs } from '@/lib/i18n/say-choices';
import type { KeyView } from '@/lib/keys/key-view';

const BODIES = [
  ['', msg('as the workspace says')],
  ['off', msg('keep nothing')],
  ['redacted', msg('keep redacted')],
  ['on', msg('keep whole')],
] as const;

/** What a key may do. `prefix` keeps the ids of two forms on one page apart. */
export function KeyFields({ value, prefix }: { value?: KeyView; prefix: string }) {
  const t = useT();
  const id = (name: string) => `${prefix}-${name}`;
  const tags = Object.entries(value?.tags ?? {}).map(([name, tag]) => `${name}=${tag}`);
  const field = (name: string, label: string, initial?: string | number, hint?: string) => (
    <Field id={id(name)} name={name} label={label} defaultValue={initial} hint={hint} autoComplete="off" />
  );
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {field('name', t('Name'), value?.name)}
      {field('team', t('Team'), value?.team)}
      {field('models', t('Models'), value?.models?.join(', '), t('Empty: all'))}
      {field('tags', t('Tags'), tags.join(', '), t('name=value, name=value'))}
      <Field
        id={id('expires')}
        name="expiresAt"
        label={t('Last day (UTC)')}
        type="date"
        defaultValue={value?.expiresAt?.slice(0, 10)}
      />
      {field('rpm', t('Requests a minute'), value?.rpm)}
      {field('tpm', t('Tokens a minute'), value?.tpm)}
      {field('maxConcurrent', t('Requests at once'), value?.maxConcurrent)}
      {field('maxTokens', t('Output tokens a request'), value?.maxTokens)}
      {field('maxCostUsd', t('Cost of a request (USD)'), value?.maxCostUsd)}
      {field('ipRanges', t('Addresses'), value?.ipRanges?.join(', '), t('Such as 10.0.0.0/8; empty: any'))}
      <Choose
        id={id('bodies')}
        name="bodies"
        label={t('Prompts and answers')}
        options={sayPairs(t, BODIES)}
        defaultValue={value?.bodies ?? ''}
      />
    </div>
  );
}
