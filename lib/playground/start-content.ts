import { MIN_COLUMNS, ROUTED_MODEL } from './limits';
import type { Content } from './schemas';

/** An empty prompt on the rules' own choice and the first configured models. */
export function startContent(models: readonly string[]): Content {
  const chosen = [ROUTED_MODEL, ...models.slice(0, 2)];
  while (chosen.length < MIN_COLUMNS) chosen.push(ROUTED_MODEL);
  return {
    prompt: {
      system: '',
      messages: [{ role: 'user', text: '', images: [] }],
      parameters: {},
      tools: '',
      jsonSchema: '',
      variables: {},
    },
    models: chosen,
  };
}
