import type { ConfigEdit } from '../with-edit';
import { changesSince } from './changes-since';
import type { ConfigChange } from './diff-config';
import { maskSecrets } from './mask-secrets';
import { sideBySide, type FieldSides } from './side-by-side';
import type { ConfigFile } from '../schemas';

/** What others published about the same entry since a form was filled. Shows no secret. */
export interface Meanwhile {
  /** Who published since, each once, the last one first. */
  by: string[];
  theirs: ConfigChange[];
  /** Where theirs and yours differ, field by field. */
  sides: FieldSides[];
}

/** Whether a change is about what an edit replaces. Pure. */
export function touches({ section, put, remove, order }: ConfigEdit): (change: ConfigChange) => boolean {
  if (order !== undefined) return ({ path }) => path === section || path.startsWith(`${section}[`);
  const entry = `${section}[${JSON.stringify(put?.id ?? remove)}]`;
  return ({ path }) => path.startsWith(entry);
}

/** What somebody else did to the entry of an edit since version `seen`, beside `wanted`; undefined: nothing. */
export async function meanwhile(
  edit: ConfigEdit,
  seen: number,
  wanted: ConfigFile,
): Promise<Meanwhile | undefined> {
  const { changes, by, before, now } = await changesSince(seen);
  const theirs = changes.filter(touches(edit));
  if (theirs.length === 0) return undefined;
  const { section } = edit;
  const id = edit.put?.id ?? edit.remove;
  const entryIn = (file: Pick<ConfigFile, typeof section>) => {
    const entry = file[section].find((one) => one.id === id);
    return entry && maskSecrets(section, entry);
  };
  return { by, theirs, sides: sideBySide(entryIn(before), entryIn(now), entryIn(wanted)) };
}
