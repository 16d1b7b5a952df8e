import type { z } from 'zod';
import { GatewayError } from '@/lib/errors/gateway-error';
import { type BodyPath, writePath } from './body-path';
import { describeIssue } from './describe-issue';
import { isRecord } from './json-value';

type Issue = z.core.$ZodIssue;

/** Of a union's branches, the one that the client most likely meant: not the one refused for its type at once. */
function meantBranch(issue: Extract<Issue, { code: 'invalid_union' }>): Issue | undefined {
  const firsts = issue.errors.flatMap((branch) => branch.slice(0, 1));
  return firsts.find((first) => first.path.length > 0 || first.code !== 'invalid_type');
}

function valueAt(root: unknown, path: BodyPath): unknown {
  let value = root;
  for (const step of path) {
    if (Array.isArray(value) && typeof step === 'number') value = value[step];
    else if (isRecord(value)) value = value[String(step)];
    else return undefined;
  }
  return value;
}

function refuse(issue: Issue, root: unknown, prefix: BodyPath): GatewayError {
  let current = issue;
  let path: PropertyKey[] = [...issue.path];
  while (current.code === 'invalid_union') {
    const meant = meantBranch(current);
    if (meant === undefined) break;
    path = [...path, ...meant.path];
    current = meant;
  }
  const param = writePath([...prefix, ...path]);
  const message = describeIssue(current, param, valueAt(root, path));
  return new GatewayError('invalid_request', message, param === '' ? {} : { param });
}

/**
 * The value as the schema's type. Throws GatewayError `invalid_request` for the first thing wrong, with `param` as its
 * path. `prefix`: where in the client's body the value stands.
 */
export function validateBody<T>(schema: z.ZodType<T>, value: unknown, prefix: BodyPath = []): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  if (issue === undefined) throw new GatewayError('invalid_request', 'The request body is not valid.');
  throw refuse(issue, value, prefix);
}
