/** An amount that cannot be read exactly. Never carries more than the start of the text at fault. */
export class MoneyError extends Error {
  readonly text: string;

  constructor(problem: string, text: string) {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    super(`${JSON.stringify(shown)} is not an amount: ${problem}`);
    this.name = 'MoneyError';
    this.text = shown;
  }
}
