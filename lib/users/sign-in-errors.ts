/** What the sign-in page is told, by the reason. */
export const SIGN_IN_ERRORS = {
  too_many: 'TooManyAttempts',
  code_needed: 'CodeNeeded',
  code_wrong: 'CodeWrong',
} as const;

/** Somebody came from a provider of sign-in whom nobody has let in. */
export const NOT_INVITED = 'NotInvited';
