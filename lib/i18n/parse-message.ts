/**
 * A text with places: the part of ICU's message syntax that we use.
 * `{name}`; `{n, plural, =0 {none} one {# request} other {# requests}}`, where `#` is n; `<link>words</link>`.
 */
export type Part =
  | string
  | { kind: 'value'; name: string }
  | { kind: 'plural'; name: string; forms: ReadonlyMap<string, readonly Part[]> }
  | { kind: 'tag'; name: string; children: readonly Part[] };

const PLACE = /\{(\w+)(?:, plural,)?\s*|<(\w+)>|#/y;
const FORM = /\s*(=\d+|zero|one|two|few|many|other)\s*\{/y;

const known = new Map<string, readonly Part[]>();

/** The parts of a message; each message is read once. Throws SyntaxError for braces or tags that do not match. */
export function parseMessage(message: string): readonly Part[] {
  const before = known.get(message);
  if (before !== undefined) return before;
  const reader = new Reader(message);
  const parts = reader.parts('');
  if (!reader.isAtEnd) throw new SyntaxError(`Unexpected end of a part in “${message}”`);
  known.set(message, parts);
  return parts;
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at === this.text.length;
  }

  /** Parts up to `end` or the end of the text. `counted`: what `#` stands for. */
  parts(end: string, counted?: string): Part[] {
    const parts: Part[] = [];
    let words = '';
    const say = () => {
      if (words !== '') parts.push(words);
      words = '';
    };
    while (!this.isAtEnd && (end === '' || !this.text.startsWith(end, this.at))) {
      const place = this.match(PLACE);
      if (place === null || (place[0] === '#' && counted === undefined)) {
        words += place?.[0] ?? this.text[this.at++];
        continue;
      }
      say();
      parts.push(this.part(place, counted));
    }
    say();
    return parts;
  }

  private part([whole, name, tag]: RegExpExecArray, counted: string | undefined): Part {
    if (tag !== undefined) {
      const children = this.parts(`</${tag}>`, counted);
      this.expect(`</${tag}>`);
      return { kind: 'tag', name: tag, children };
    }
    if (name === undefined) return { kind: 'value', name: counted ?? '' };
    if (!whole.includes(',')) {
      this.expect('}');
      return { kind: 'value', name };
    }
    const forms = new Map<string, Part[]>();
    for (let form = this.match(FORM); form !== null; form = this.match(FORM)) {
      forms.set(form[1] ?? '', this.parts('}', name));
      this.expect('}');
    }
    this.match(/\s*/y);
    this.expect('}');
    if (!forms.has('other')) throw new SyntaxError(`No form “other” in “${this.text}”`);
    return { kind: 'plural', name, forms };
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }

  private expect(end: string): void {
    if (!this.text.startsWith(end, this.at)) throw new SyntaxError(`No “${end}” in “${this.text}”`);
    this.at += end.length;
  }
}
