import { z } from 'zod';
import type { TollgateApi } from './api';
import { readJsonFile, UsageError, wordOf, type Arguments } from './read-arguments';
import { show } from './show';

const changes = z.looseObject({
  version: z.number().optional(),
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
    show(options.json, found, () => sentences(found));
  } else if (verb === 'publish') {
    const file = readJsonFile(wordOf(words, 1, 'The file'));
    const note = options.note === undefined ? '' : `?${new URLSearchParams({ note: options.note })}`;
    const published = await api.manage(changes, 'PUT', `/config${note}`, file);
    show(options.json, published, () => [`Version ${published.version ?? '?'}:`, ...sentences(published)]);
  } else throw new UsageError('config: export, diff or publish.');
}
