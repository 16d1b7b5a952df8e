import { textsOf, wordsOf, type Written } from '@/components/forms/read-fields';

/** Settings of a provider that have a field of their own; the others are written as JSON. */
export const FIELDS = [
  ...['id', 'name', 'preset', 'dialect', 'baseUrl', 'apiKey', 'apiKeys', 'privateAddresses', 'region'],
  ...['rpm', 'tpm', 'maxConcurrent', 'enabled', 'simulated'],
] as const;

/** Those that are. */
export const FURTHER = ['headers', 'timeouts', 'proxy', 'onClientGone', 'hedge', 'probe'] as const;

const LIMITS = ['rpm', 'tpm', 'maxConcurrent'] as const;

/**
 * What the form says, as an entry of the configuration; whether it is right is for the configuration to say. Throws
 * SyntaxError when the further settings are no JSON. Pure.
 */
export function readProviderForm(form: FormData): Written & { id: string } {
  const { text, given } = textsOf(form);
  const further: unknown = JSON.parse(text('further') || '{}');
  const limits = LIMITS.flatMap((name) => (text(name) === '' ? [] : [[name, Number(text(name))] as const]));
  const addresses = wordsOf(text('privateAddresses'));
  return {
    ...(typeof further === 'object' ? further : {}),
    id: text('id'),
    ...given('name', 'preset', 'dialect', 'baseUrl', 'region'),
    ...keysOf(form),
    // Left out, a preset would fill in its own; so what is shown is what is written.
    ...(addresses.length > 0 || text('preset') !== '' ? { privateAddresses: addresses } : {}),
    ...Object.fromEntries(limits),
    enabled: form.get('enabled') !== null,
    simulated: text('simulated') === 'yes',
  };
}

/** One credential as `apiKey`, several (or one that stood in a list) as `apiKeys`. A new value takes the place of a stored one. */
function keysOf(form: FormData): Written {
  const column = (name: string) => form.getAll(name).map((value) => String(value).trim());
  const [stored, typed, weights] = [column('key.stored'), column('key.value'), column('key.weight')];
  const keys = stored
    .map((reference, at) => ({ key: (typed[at] ?? '') || reference, weight: Number(weights[at] || '1') }))
    .filter(({ key }) => key !== '');
  const [first, second] = keys;
  if (first === undefined) return {};
  if (second === undefined && form.get('key.listed') !== 'yes') return { apiKey: first.key };
  return { apiKeys: keys };
}
