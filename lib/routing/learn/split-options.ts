/** Where the words of an option begin, for a line such as `A. Paris`, `(b) Paris` or `2) Paris`; else −1. */
export function optionStart(text: string, start: number): number {
  const bracket = text.charCodeAt(start) === 40 ? 1 : 0;
  const name = text.charCodeAt(start + bracket) | 32;
  const close = text.charCodeAt(start + bracket + 1);
  const isName = (name >= 97 && name <= 122) || (name >= 48 && name <= 57);
  return isName && (close === 46 || close === 41 || close === 58) ? start + bracket + 2 : -1;
}

/** What a prompt asks, and the options it offers: lines that are named like one, but for the first. */
export function splitOptions(text: string): { question: string; options: string[] } {
  const [first = '', ...lines] = text.split('\n');
  const options: string[] = [];
  let question = first;
  for (const line of lines) {
    const words = optionStart(line, 0);
    if (words < 0) question += `\n${line}`;
    else options.push(line.slice(words));
  }
  return { question, options };
}
