import type { z } from 'zod';
import { jsonPath } from './json-path';
import { plainIssue } from './plain-issue';
import type { ConfigProblem } from './problem';

/** Zod's issues as problems, one for each unknown field. Messages say what was expected, never what was given. */
export function zodProblems(error: z.ZodError, prefix: readonly PropertyKey[] = []): ConfigProblem[] {
  return error.issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code !== 'unrecognized_keys') return [{ path: jsonPath(path), message: plainIssue(issue) }];
    return issue.keys.map((key) => ({ path: jsonPath([...path, key]), message: 'there is no such field' }));
  });
}
