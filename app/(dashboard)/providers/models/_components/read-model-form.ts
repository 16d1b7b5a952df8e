import { textsOf, wordsOf, type Written } from '@/components/forms/read-fields';
import { msg } from '@/lib/i18n/msg';

/** Abilities that are yes or no, and those that may also not be known. */
export const ABILITIES = [
  ['tools', msg('Tools')],
  ['images', msg('Images')],
  ['jsonSchema', msg('JSON schema')],
  ['reasoning', msg('Reasoning')],
  ['embeddings', msg('Embeddings')],
] as const;
export const UNCERTAIN = [
  ['audio', msg('Audio')],
  ['files', msg('Files')],
  ['severalAnswers', msg('Several answers (n)')],
  ['logprobs', msg('Log probabilities')],
] as const;

const LIMITS = ['rpm', 'tpm', 'maxConcurrent'] as const;

/** What the form says, as an entry of the configuration; whether it is right is for the configuration to say. Pure. */
export function readModelForm(form: FormData): Written & { id: string } {
  const { text, given } = textsOf(form);
  const numbers = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (text(name) === '' ? [] : [[name, Number(text(name))]])));
  const known = UNCERTAIN.filter(([name]) => text(name) !== '');
  return {
    id: text('id'),
    aliases: wordsOf(text('aliases')),
    offers: offersOf(form),
    ...numbers('contextTokens', 'maxOutputTokens'),
    ...given('tier'),
    ...qualityOf(text('quality.mean'), text('quality.strength')),
    capabilities: {
      ...Object.fromEntries(ABILITIES.map(([name]) => [name, form.get(name) !== null])),
      ...Object.fromEntries(known.map(([name]) => [name, text(name) === 'yes'])),
    },
  };
}

function qualityOf(mean: string, strength: string): Written {
  if (mean === '') return {};
  return { quality: { mean: Number(mean), ...(strength === '' ? {} : { strength: Number(strength) }) } };
}

/** Rows in order. */
function offersOf(form: FormData): Written[] {
  const column = (name: string) => form.getAll(`offer.${name}`).map((value) => String(value).trim());
  const [providers, models] = [column('provider'), column('model')];
  const limits = LIMITS.map((name) => [name, column(name)] as const);
  return models.map((model, at) => {
    const given = limits.flatMap(([name, values]) => (values[at] ? [[name, Number(values[at])]] : []));
    return { provider: providers[at] ?? '', model, ...Object.fromEntries(given) };
  });
}
