/** Part of a line. There is none that could hold HTML, and images are their words. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis'; children: Inline[] }
  /** `href` is http, https or mailto. */
  | { kind: 'link'; href: string; text: string }
  | { kind: 'break' };

export type Block =
  | { kind: 'code'; language: string; text: string }
  | { kind: 'heading'; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; start: number | undefined; items: Inline[][] }
  | { kind: 'quote'; children: Block[] }
  | { kind: 'table'; rows: Inline[][][] }
  | { kind: 'rule' };
