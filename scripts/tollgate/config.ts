import { z } from 'zod';
import type { TollgateApi } from './api';
import { readJsonFile, UsageError, wordOf, type Arguments } from './read-arguments';
import { show } from './show';

const changes = z.looseObject({
  version: z.number().optional(),
  seen: z.number().optional(),
  changes: z.array(z.looseObject({ sentence: z.string().optional() })).optional(),
});

const sentences = ({ changes: list = [] }: z.infer<typeof changes>) =>
  list.length === 0
    ? ['Nothing changes.']
    : list.map((change) => `- ${change.sentence ?? JSON.stringify(change)}`);

/** The configuration: written out, compared, published. */
export async function configCommand(api: TollgateApi, { words, options }: Arguments): Promise<void> {
  const [verb] = words;
  if (verb === 'export') {
    console.log(JSON.stringify(await api.manage(z.unknown(), 'GET', '/config'), null, 2));
  } else if (verb === 'diff') {
    const found = await api.manage(
      changes,
      'POST',
      '/config/diff',
      readJsonFile(wordOf(words, 1, 'The file')),
    );
    const { version, seen } = found;
    show(options.json, found, () => [
      ...sentences(found),
      `To publish exactly this: --version ${version} --seen ${seen}`,
    ]);
  } else if (verb === 'publish') {
    const file = readJsonFile(wordOf(words, 1, 'The file'));
    const asked = { note: options.note, expectedVersion: options.version, seen: options.seen };
    const given = Object.entries(asked).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const published = await api.manage(changes, 'PUT', `/config?${new URLSearchParams(given)}`, file);
    show(options.json, published, () => [`Version ${published.version ?? '?'}:`, ...sentences(published)]);
  } else throw new UsageError('config: export, diff or publish.');
}
