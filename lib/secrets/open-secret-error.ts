/** A sealed value that could not be opened: changed, moved to another row, or sealed under another master secret. */
export class OpenSecretError extends Error {
  constructor(cause?: unknown) {
    super(
      'A stored secret cannot be opened: it was altered, or the master secret is not the one it was sealed with.',
      {
        cause,
      },
    );
    this.name = 'OpenSecretError';
  }
}
