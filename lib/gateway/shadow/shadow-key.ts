/** Shadow questions are on the books under this key, so that no key's own limits or budgets are used up; workspace budgets count them. */
export const SHADOW_KEY = 'shadow';
