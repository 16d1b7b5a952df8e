import { textOf } from '../_components/action/perform-action';

/** `a, b c` as a list; undefined when empty. */
function listOf(text: string | undefined): string[] | undefined {
  return text?.split(/[\s,]+/).filter((one) => one !== '');
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** `name=value, name=value`; what has no `=` is left to the schema to refuse. */
export function tagsOf(text: string | undefined): Record<string, string> | undefined {
  if (text === undefined) return undefined;
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  return Object.fromEntries(pairs.map(([name = '', ...value]) => [name, value.join('=')]));
}

/** The terms of a key as they stand in its form; checked by the verb. */
export function readKeyForm(form: FormData): Record<string, unknown> {
  const text = (name: string) => textOf(form, name);
  const day = text('expiresAt');
  const terms = {
    name: text('name') ?? '',
    team: text('team'),
    models: listOf(text('models')),
    tags: tagsOf(text('tags')),
    expiresAt: day === undefined ? undefined : `${day}T23:59:59.999Z`,
    rpm: numberOf(text('rpm')),
    tpm: numberOf(text('tpm')),
    maxConcurrent: numberOf(text('maxConcurrent')),
    maxTokens: numberOf(text('maxTokens')),
    maxCostUsd: text('maxCostUsd'),
    ipRanges: listOf(text('ipRanges')),
    bodies: text('bodies'),
  };
  return Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined));
}
