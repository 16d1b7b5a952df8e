/** What is wrong with JSON that somebody wrote, in words; undefined when it is what is wanted, or empty. */
export function unsoundJson(written: string, what: 'array' | 'object'): string | undefined {
  if (written.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : 'it cannot be read'}`;
  }
  if (what === 'array') return Array.isArray(value) ? undefined : 'must be a JSON array';
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? undefined : 'must be a JSON object';
}
