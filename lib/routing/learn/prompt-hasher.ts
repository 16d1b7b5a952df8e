import { createNgramHasher } from './hash-ngrams';

/** Shared by all that look at the words of one request: the text that was hashed last is not hashed again. */
export const hashPrompt = createNgramHasher();
