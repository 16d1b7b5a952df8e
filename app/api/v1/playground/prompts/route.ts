import { doors } from '../../_api/doors';
import { getPrompts, postPrompt } from '../../_api/routes/prompts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getPrompts, postPrompt);
