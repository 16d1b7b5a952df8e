/** `['rules', 2, 'targets', 0]` as `rules[2].targets[0]`; names that are no plain words are quoted: `tags["cost centre"]`. */
export function jsonPath(parts: readonly PropertyKey[]): string {
  let path = '';
  for (const part of parts) {
    if (typeof part === 'number') path += `[${part}]`;
    else if (/^[A-Za-z_$][\w$]*$/.test(String(part))) path += path === '' ? String(part) : `.${String(part)}`;
    else path += `[${JSON.stringify(String(part))}]`;
  }
  return path;
}
