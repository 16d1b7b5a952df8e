import type { ConfigEdit } from '../with-edit';
import { ConfigProblemsError } from './problem';

/** Where the entry that an edit puts stands in the file that it makes, such as `models[3]`; undefined: it puts none. Pure. */
export function placeOfEntry(wanted: unknown, { section, put }: ConfigEdit): string | undefined {
  if (put === undefined) return undefined;
  const entries = (wanted as Record<string, readonly { id: string }[]>)[section] ?? [];
  return `${section}[${entries.findIndex(({ id }) => id === put.id)}]`;
}

/**
 * The same refusal for who wrote one entry and not a whole file: what is wrong within it by its path there, so that
 * `models[3].offers[0].model` is `offers[0].model`. Anything else is left as it is. Pure.
 */
export function withinEntry(thrown: unknown, place: string | undefined): unknown {
  if (!(thrown instanceof ConfigProblemsError) || place === undefined) return thrown;
  return new ConfigProblemsError(
    thrown.problems.map(({ path, message }) => ({
      path: path.startsWith(place) ? path.slice(place.length).replace(/^\./, '') : path,
      message,
    })),
  );
}
