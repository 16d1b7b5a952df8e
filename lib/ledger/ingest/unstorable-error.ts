/** A record that can never become rows, however often it is tried. The message names the fault. */
export class UnstorableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnstorableError';
  }
}
