import type { FieldProblems } from './field-problems';

/** What is wrong, by the path that the verb knows it by; an empty path is of the whole. */
export interface PathProblem {
  path: string;
  message: string;
}

/**
 * Sorts what was refused: what stands beside a field of the form, and what is of none and stands below it. A field is known by
 * its name, or by the paths that it says it writes. A part of what a field holds is of that field (`models[0]` of `models`), and
 * so is what the verb keeps deeper than the form does (`scope.value` of `value`). Pure.
 */
export function besideFields(
  problems: readonly PathProblem[],
  names: readonly string[],
): { fields: FieldProblems; rest: PathProblem[] } {
  const fields: Record<string, string> = {};
  const rest: PathProblem[] = [];
  for (const problem of problems) {
    const name = readings(problem.path).find((reading) => names.includes(reading));
    if (name === undefined) rest.push(problem);
    else if (fields[name]?.includes(problem.message) !== true)
      fields[name] = [fields[name] ?? [], problem.message].flat().join(' ');
  }
  return { fields, rest };
}

/** What a path may be of, closest first: `when.tags[0]` is of that, of `when.tags`, of `when`, and of `tags`. */
function readings(path: string): string[] {
  const parts = path.split(/(?=[.[])/);
  const upTo = (from: number) =>
    parts.slice(from).map((_, cut) =>
      parts
        .slice(from, parts.length - cut)
        .join('')
        .replace(/^\./, ''),
    );
  return parts.flatMap((_, from) => upTo(from)).filter((reading) => reading !== '');
}

/** As a line of its own. A sentence says by itself what it is about. */
export const problemLine = ({ path, message }: PathProblem): string =>
  path === '' || message.endsWith('.') ? message : `${path}: ${message}`;

/** All of them in one line, as where no field is: `name: is needed. rpm: must be a number.` */
export const problemWords = (problems: readonly PathProblem[]): string =>
  problems
    .map(problemLine)
    .map((line) => (line.endsWith('.') ? line : `${line}.`))
    .join(' ');
