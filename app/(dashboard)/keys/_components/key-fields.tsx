import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import type { KeyView } from '@/lib/keys/key-view';

const BODIES = [
  ['', 'as the workspace says'],
  ['off', 'keep nothing'],
  ['redacted', 'keep redacted'],
  ['on', 'keep whole'],
] as const;

/** What a key may do. `prefix` keeps the ids of two forms on one page apart. */
export function KeyFields({ value, prefix }: { value?: KeyView; prefix: string }) {
  const id = (name: string) => `${prefix}-${name}`;
  const tags = Object.entries(value?.tags ?? {}).map(([name, tag]) => `${name}=${tag}`);
  const field = (name: string, label: string, initial?: string | number, hint?: string) => (
    <Field id={id(name)} name={name} label={label} defaultValue={initial} hint={hint} autoComplete="off" />
  );
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      {field('name', 'Name', value?.name)}
      {field('team', 'Team', value?.team)}
      {field('models', 'Models', value?.models?.join(', '), 'Empty: all')}
      {field('tags', 'Tags', tags.join(', '), 'name=value, name=value')}
      <Field
        id={id('expires')}
        name="expires"
        label="Last day (UTC)"
        type="date"
        defaultValue={value?.expiresAt?.slice(0, 10)}
      />
      {field('rpm', 'Requests a minute', value?.rpm)}
      {field('tpm', 'Tokens a minute', value?.tpm)}
      {field('maxConcurrent', 'Requests at once', value?.maxConcurrent)}
      {field('maxTokens', 'Output tokens a request', value?.maxTokens)}
      {field('maxCostUsd', 'Cost of a request (USD)', value?.maxCostUsd)}
      {field('ipRanges', 'Addresses', value?.ipRanges?.join(', '), 'Such as 10.0.0.0/8; empty: any')}
      <Choose
        id={id('bodies')}
        name="bodies"
        label="Prompts and answers"
        options={BODIES}
        defaultValue={value?.bodies ?? ''}
      />
    </div>
  );
}
