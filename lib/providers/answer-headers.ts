/** Headers of an answer, looked for in the bytes that came: of a dozen one or two are ever read. */
export class AnswerHeaders {
  /** Names and values in turns. */
  constructor(private readonly raw: readonly Buffer[]) {}

  /** The first value of a header, by its lower-case name. */
  get(name: string): string | undefined {
    const { raw } = this;
    for (let at = 0; at + 1 < raw.length; at += 2) {
      const found = raw[at];
      if (found?.length === name.length && found.toString('latin1').toLowerCase() === name)
        return raw[at + 1]?.toString('latin1');
    }
    return undefined;
  }
}

export const NO_HEADERS = new AnswerHeaders([]);
