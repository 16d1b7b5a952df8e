import type { z } from 'zod';

const NAMES: Record<string, string> = {
  int: 'an integer',
  number: 'a number',
  string: 'a string',
  boolean: 'a boolean',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal';
  return NAMES[typeof value] ?? typeof value;
}

const nameOf = (expected: string) => NAMES[expected] ?? expected;

function describeSize(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall, param: string): string {
  const [word, bound] =
    issue.code === 'too_big' ? (['at most', issue.maximum] as const) : (['at least', issue.minimum] as const);
  if (issue.origin === 'number' || issue.origin === 'int')
    return `Invalid '${param}': must be ${issue.inclusive === false ? (issue.code === 'too_big' ? 'less than' : 'greater than') : word} ${bound}.`;
  if (issue.code === 'too_small' && Number(bound) === 1) return `Invalid '${param}': must not be empty.`;
  const unit = issue.origin === 'string' ? 'characters' : 'entries';
  return `Invalid '${param}': must have ${word} ${bound} ${unit}.`;
}

function describeUnion(issue: z.core.$ZodIssueInvalidUnion, param: string, value: unknown): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    if (value === undefined) return `Missing required parameter: '${param}'.`;
    return `Invalid value for '${param}': must be one of ${issue.options.map((o) => `'${String(o)}'`).join(', ')}.`;
  }
  if (value === undefined) return `Missing required parameter: '${param}'.`;
  const expected = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) => (inner.code === 'invalid_type' ? [nameOf(inner.expected)] : [])),
  );
  const wanted = expected.length > 0 ? [...new Set(expected)].join(' or ') : 'another type';
  return `Invalid type for '${param}': expected ${wanted}, got ${kindOf(value)}.`;
}

/** One sentence for people on what is wrong at `param`; never repeats the client's value. */
export function describeIssue(issue: z.core.$ZodIssue, param: string, value: unknown): string {
  if (param === '') return `The request body must be a JSON object, got ${kindOf(value)}.`;
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return `Missing required parameter: '${param}'.`;
      return `Invalid type for '${param}': expected ${nameOf(issue.expected)}, got ${kindOf(value)}.`;
    case 'too_big':
    case 'too_small':
      return describeSize(issue, param);
    case 'invalid_union':
      return describeUnion(issue, param, value);
    case 'invalid_value':
      if (value === undefined) return `Missing required parameter: '${param}'.`;
      return `Invalid value for '${param}': must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((v) => `'${String(v)}'`).join(', ')}.`;
    case 'invalid_format':
      return `Invalid '${param}': it does not match the pattern ${issue.pattern ?? issue.format}.`;
    case 'custom':
      if (value === undefined) return `Missing required parameter: '${param}'.`;
      return `Invalid '${param}': ${issue.message}.`;
    default:
      return `Invalid '${param}': ${issue.message}.`;
  }
}
