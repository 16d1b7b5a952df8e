/** What was typed into one field: its name and values, in the order of the page. */
export type KeptFields = Readonly<Record<string, readonly string[]>>;

type Kept = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Fields that are kept: all with a name but secrets, files, and what the page fills in itself. */
function keptFieldsOf(form: HTMLFormElement): Kept[] {
  return [...form.elements].filter(
    (one): one is Kept =>
      (one instanceof HTMLInputElement && !/^(password|file|hidden|submit)$/.test(one.type)) ||
      one instanceof HTMLSelectElement ||
      one instanceof HTMLTextAreaElement,
  );
}

const isCheck = (field: Kept): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio');
const valueOf = (field: Kept) => (isCheck(field) ? String(field.checked) : field.value);

/** What a form says now, without its secrets. */
export function readFields(form: HTMLFormElement): KeptFields {
  const found = new Map<string, string[]>();
  for (const field of keptFieldsOf(form)) {
    if (field.name === '') continue;
    found.set(field.name, [...(found.get(field.name) ?? []), valueOf(field)]);
  }
  return Object.fromEntries(found);
}

/**
 * Writes what was kept into the fields that are there, and tells React of it; those of `except` (names) stay. Returns
 * whether any differed.
 */
export function writeFields(form: HTMLFormElement, kept: KeptFields, except: ReadonlySet<string>): boolean {
  const used = new Map<string, number>();
  let differs = false;
  for (const field of keptFieldsOf(form)) {
    if (field.name === '' || !Object.hasOwn(kept, field.name)) continue;
    const at = used.get(field.name) ?? 0;
    used.set(field.name, at + 1);
    const value = kept[field.name]?.[at];
    if (value === undefined || value === valueOf(field) || except.has(field.name)) continue;
    differs = true;
    write(field, value);
  }
  return differs;
}

/** Tells React what was typed, or put back by the browser, before it listened: it would write its own value over it. */
export function announceTyped(form: HTMLFormElement): void {
  for (const field of keptFieldsOf(form)) {
    const value = valueOf(field);
    const initial = initialOf(field);
    if (value === initial) continue;
    // React takes the value that it finds first for one that it knows.
    write(field, initial);
    write(field, value);
  }
}

/** The value that the server rendered. */
function initialOf(field: Kept): string {
  if (isCheck(field)) return String(field.defaultChecked);
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const chosen = [...field.options].find(({ defaultSelected }) => defaultSelected) ?? field.options[0];
  return chosen?.value ?? '';
}

function write(field: Kept, value: string): void {
  if (isCheck(field)) {
    // A click is what React listens to here.
    if (field.checked !== (value === 'true')) field.click();
    return;
  }
  // Past React's own setter, which would take the change for one that it knows of already.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}
