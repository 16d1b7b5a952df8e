export type BodyPath = readonly PropertyKey[];

/** `['messages', 0, 'content']` as `messages[0].content`. */
export function writePath(path: BodyPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text;
}
