/** What became of a small edit. `undo`: versions with which it can be taken back, where it was published. */
export type QuickResult =
  | { ok: true; message: string; undo?: { published: number; before: number } }
  | { ok: false; message: string };
