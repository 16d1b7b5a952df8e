import { isManagedKey } from '@/lib/keys/managed';
import { configSchema, type ConfigFile } from './schemas';
import type { ConfigState } from './read-state';

/** The state as one file: fields in the order of the schema, free-form names sorted, keys without their values. */
export function configFile(state: ConfigState): ConfigFile {
  const keys = [...state.keys.values()].map(({ entry }) => entry).filter(({ id }) => !isManagedKey(id));
  const file = configSchema.parse({ ...state.document, keys });
  return {
    ...file,
    providers: file.providers.map((provider) =>
      provider.headers === undefined ? provider : { ...provider, headers: sorted(provider.headers) },
    ),
    rules: file.rules.map((rule) =>
      rule.when.tags === undefined ? rule : { ...rule, when: { ...rule.when, tags: sorted(rule.when.tags) } },
    ),
    keys: file.keys.map((key) => (key.tags === undefined ? key : { ...key, tags: sorted(key.tags) })),
  };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
