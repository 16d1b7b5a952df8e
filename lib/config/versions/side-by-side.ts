import { isDeepStrictEqual } from 'node:util';
import { jsonPath } from '../check/json-path';
import { inWords } from './change-sentence';

/** A field that two edits of one entry would leave differently, in words. Absent: it is not there. */
export interface FieldSides {
  /** Path within the entry, such as `scope.value`. */
  field: string;
  /** When both began. */
  was?: string;
  /** In force now. */
  theirs?: string;
  /** If yours is published on top. */
  yours?: string;
}

/** What differs between an entry as it is now and as one wants it, beside what it was. `undefined`: there is no entry. Pure. */
export function sideBySide(was: object | undefined, theirs: object | undefined, yours: object | undefined) {
  const [old, now, wanted] = [new Map(leavesOf(was)), new Map(leavesOf(theirs)), new Map(leavesOf(yours))];
  const fields = new Set([...old.keys(), ...now.keys(), ...wanted.keys()]);
  return [...fields]
    .filter((field) => !isDeepStrictEqual(now.get(field), wanted.get(field)))
    .map((field): FieldSides => ({
      field,
      ...said('was', old.get(field)),
      ...said('theirs', now.get(field)),
      ...said('yours', wanted.get(field)),
    }));
}

const said = (side: 'was' | 'theirs' | 'yours', value: unknown) =>
  value === undefined ? {} : { [side]: inWords(value) };

/** Each value of an entry by its path; a list is one value. */
function* leavesOf(entry: object | undefined, path: string[] = []): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(entry ?? {}) as [string, unknown][]) {
    const at = [...path, name];
    const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isBranch && Object.keys(value).length > 0) yield* leavesOf(value, at);
    else if (value !== undefined) yield [jsonPath(at), value];
  }
}
