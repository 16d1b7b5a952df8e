import { missing } from './missing';
import type { Entries } from './parse-entries';
import type { ConfigProblem } from './problem';

/** What is kept in workspaces that do not exist. */
export function checkBodies(
  { bodies }: Entries,
  { workspaces }: { workspaces: ReadonlySet<string> },
): ConfigProblem[] {
  return bodies
    .filter(({ value }) => !workspaces.has(value.id))
    .map(({ index, value }) => ({ path: `bodies[${index}].id`, message: missing('workspace', value.id) }));
}
