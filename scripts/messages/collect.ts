import { bareTextsOf } from './bare-texts';
import { browserFiles } from './browser-files';
import type { Place } from './catalogue';
import { readSourceFiles } from './source-files';
import { textsOf, type Text } from './texts-of';

export interface Collected {
  texts: Text[];
  /** The catalogue as it should be: each text once, with where it is shown from. */
  catalogue: Record<string, Place>;
  /** Words and values that no language is given. */
  bare: string[];
}

/** Every text of the source. */
export function collectTexts(): Collected {
  const files = readSourceFiles();
  const inBrowser = browserFiles(files);
  const texts = files.flatMap(textsOf);
  const catalogue: Record<string, Place> = {};
  for (const { text, path } of texts)
    catalogue[text] = inBrowser.has(path) || catalogue[text] === 'browser' ? 'browser' : 'server';
  return { texts, catalogue, bare: files.flatMap(bareTextsOf) };
}
