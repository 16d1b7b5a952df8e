import { configSchema } from './schemas';

/** What a configuration version holds. */
export const configDocumentSchema = configSchema.omit({ keys: true });
