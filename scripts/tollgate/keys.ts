import { z } from 'zod';
import type { TollgateApi } from './api';
import { UsageError, wordOf, type Arguments } from './read-arguments';
import { columns, show } from './show';

const keySchema = z.looseObject({
  id: z.string(),
  name: z.string(),
  workspace: z.string(),
  team: z.string().nullish(),
  enabled: z.boolean(),
});
const keysSchema = z.object({ keys: z.array(keySchema) });
const createdSchema = z.looseObject({ key: keySchema, value: z.string() });

/** Virtual keys: listed, made (the value is shown this once), revoked. */
export async function keysCommand(api: TollgateApi, { words, options }: Arguments): Promise<void> {
  const [verb] = words;
  if (verb === 'list') {
    const { keys } = await api.manage(keysSchema, 'GET', '/keys');
    const head = ['ID', 'NAME', 'WORKSPACE', 'TEAM', 'STATE'];
    show(options.json, keys, () =>
      columns([
        head,
        ...keys.map((key) => [key.id, key.name, key.workspace, key.team ?? '', key.enabled ? 'on' : 'off']),
      ]),
    );
  } else if (verb === 'create') {
    const body = {
      name: wordOf(words, 1, 'The key’s name'),
      ...(options.workspace === undefined ? {} : { workspace: options.workspace }),
      ...(options.team === undefined ? {} : { team: options.team }),
    };
    const created = await api.manage(createdSchema, 'POST', '/keys', body);
    show(options.json, created, () => [
      `Made ${created.key.id}. Its value, which is shown this once:`,
      created.value,
    ]);
  } else if (verb === 'revoke') {
    const id = wordOf(words, 1, 'The key’s id');
    const ended = await api.manage(z.unknown(), 'DELETE', `/keys/${encodeURIComponent(id)}`);
    show(options.json, ended, () => [`${id} is revoked.`]);
  } else throw new UsageError('keys: list, create or revoke.');
}
