import type { KeptFields } from './kept-fields';

/** What was typed into a form, kept in this tab. */
interface KeptText {
  fields: KeptFields;
  /** Version of the configuration that the form was filled from when typing began; absent: from none. */
  version?: number;
}

const placeOf = (form: string) => `tollgate.form.${form}`;

export function keep(form: string, fields: KeptFields, version?: number): void {
  const since = recall(form)?.version ?? version;
  const kept: KeptText = since === undefined ? { fields } : { fields, version: since };
  sessionStorage.setItem(placeOf(form), JSON.stringify(kept));
}

/** Forgets what was typed into a form. */
export function forget(form: string): void {
  sessionStorage.removeItem(placeOf(form));
}

export function recall(form: string): KeptText | undefined {
  const text = sessionStorage.getItem(placeOf(form));
  return text === null ? undefined : (JSON.parse(text) as KeptText);
}

/** The version that what a form says was made from: that of the page, unless typing began at an earlier one. */
export const seenBy = (form: string, version: number): number => recall(form)?.version ?? version;
