/**
 * The fields of a form. One that is sent before its page has come alive brings React's own members along, which no
 * schema of ours knows; they are left out.
 */
export function formFields(form: FormData): Record<string, FormDataEntryValue> {
  return Object.fromEntries([...form].filter(([name]) => !name.startsWith('$ACTION')));
}
