/** What the sign-in page is told, by the reason. */
export const SIGN_IN_ERRORS = {
  too_many: 'TooManyAttempts',
  code_needed: 'CodeNeeded',
  code_wrong: 'CodeWrong',
} as const;

/** What the log is told, by the reason. A code that is missing is the way of a sign-in, not its end. */
export const SIGN_IN_REFUSALS = {
  refused: 'wrong_password',
  code_wrong: 'wrong_code',
  too_many: 'too_many_sign_ins',
} as const;

/** Somebody came from a provider of sign-in whom nobody has let in. */
export const NOT_INVITED = 'NotInvited';
