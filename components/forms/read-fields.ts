/** An entry of the configuration as a form wrote it, not yet checked. */
export type Written = Record<string, unknown>;

/** Words apart by spaces or commas. Pure. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** Fields of a form as text. `given`: those that are not empty, by name. Pure. */
export function textsOf(form: FormData) {
  const text = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const given = (...names: string[]): Record<string, string> =>
    Object.fromEntries(names.flatMap((name) => (text(name) === '' ? [] : [[name, text(name)]])));
  return { text, given };
}
