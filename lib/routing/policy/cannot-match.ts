import type { Condition } from './schemas';

const isEmpty = (values: readonly unknown[] | undefined) => values !== undefined && values.length === 0;

/** Why no request at all can meet these conditions, or undefined. */
export function cannotMatch(when: Condition): string | undefined {
  const { minInputTokens, maxInputTokens, minChars, maxChars, accuracyAbove, accuracyBelow, time } = when;
  if (minInputTokens !== undefined && maxInputTokens !== undefined && minInputTokens > maxInputTokens)
    return `it asks for at least ${minInputTokens} and at most ${maxInputTokens} tokens`;
  if (minChars !== undefined && maxChars !== undefined && minChars > maxChars)
    return `it asks for at least ${minChars} and at most ${maxChars} characters`;
  if (accuracyAbove !== undefined && accuracyBelow !== undefined && accuracyAbove >= accuracyBelow)
    return `it asks for an accuracy above ${accuracyAbove} and below ${accuracyBelow}`;
  if (accuracyAbove === 1) return 'no accuracy is above 1';
  if (accuracyBelow === 0) return 'no accuracy is below 0';
  if (isEmpty(when.tasks)) return 'its list of tasks is empty';
  for (const [tag, values] of Object.entries(when.tags ?? {}))
    if (isEmpty(values)) return `it allows no value of the tag “${tag}”`;
  for (const [header, values] of Object.entries(when.headers ?? {}))
    if (isEmpty(values)) return `it allows no value of the header “${header}”`;
  if (time !== undefined && time.from === time.to)
    return `its time window from ${time.from} to ${time.to} is empty`;
  return undefined;
}
