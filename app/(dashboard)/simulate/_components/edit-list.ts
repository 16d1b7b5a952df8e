/** The list with one of its items changed. */
export function changed<T>(list: readonly T[], index: number, more: Partial<T>): T[] {
  return list.map((item, at) => (at === index ? { ...item, ...more } : item));
}

/** The list without one of its items. */
export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_item, at) => at !== index);
}

/** `"Kind 3"`: the first such name that is not taken. */
export function freeName(stem: string, taken: readonly { name: string }[]): string {
  let number = taken.length + 1;
  while (taken.some(({ name }) => name === `${stem} ${number}`)) number += 1;
  return `${stem} ${number}`;
}
