declare const isMessage: unique symbol;

/** An English text that the catalogue knows, for where it is written away from the `t` that shows it. */
export type Message = string & { readonly [isMessage]?: true };

/** Marks a text for the catalogue where it stands; `t` translates it where it is shown. */
export const msg = (text: string): Message => text;
