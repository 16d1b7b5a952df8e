/** Stops the start. The message is the one line that the operator reads: what is wrong and what to do. */
export class BootError extends Error {
  override readonly name = 'BootError';
}
