import type { Entries, Entry } from './parse-entries';
import type { ConfigProblem } from './problem';

/** Ids that occur twice in a section (those of prices: lib/pricing), and model names (ids and aliases together) that mean two models. */
export function checkNames(entries: Entries): ConfigProblem[] {
  return [
    ...duplicates('providers', entries.providers),
    ...modelNames(entries),
    ...duplicates('rules', entries.rules),
    ...duplicates('budgets', entries.budgets),
    ...duplicates('health', entries.health),
    ...duplicates('bodies', entries.bodies),
    ...duplicates('alerts', entries.alerts),
    ...duplicates('channels', entries.channels),
    ...duplicates('keys', entries.keys),
  ];
}

function duplicates(section: keyof Entries, list: readonly Entry<{ id: string }>[]): ConfigProblem[] {
  const first = new Map<string, number>();
  return list.flatMap(({ index, value }) => {
    const earlier = first.get(value.id);
    if (earlier === undefined) {
      first.set(value.id, index);
      return [];
    }
    return [
      {
        path: `${section}[${index}].id`,
        message: `"${value.id}" is already the id of ${section}[${earlier}]`,
      },
    ];
  });
}

function modelNames({ models }: Entries): ConfigProblem[] {
  const owner = new Map<string, string>();
  const problems: ConfigProblem[] = [];
  const claim = (name: string, path: string): void => {
    const earlier = owner.get(name);
    if (earlier === undefined) owner.set(name, path);
    else problems.push({ path, message: `"${name}" is already given by ${earlier}` });
  };
  // Ids first: an alias that equals an id is what is wrong, wherever it stands.
  for (const { index, value } of models) claim(value.id, `models[${index}].id`);
  for (const { index, value } of models) {
    value.aliases.forEach((alias, position) => claim(alias, `models[${index}].aliases[${position}]`));
  }
  return problems;
}
