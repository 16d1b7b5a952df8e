/** Set once the first steps were put away. */
export const HIDDEN_COOKIE = 'tollgate-first-steps-hidden';
