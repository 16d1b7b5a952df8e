/** The task under which the semantic cache's embeddings are on the books. */
export const EMBEDDING_TASK = 'cache_embedding';
