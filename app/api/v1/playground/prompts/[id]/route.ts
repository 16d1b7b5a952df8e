import { doors } from '../../../_api/doors';
import { getPrompt, putPrompt, deletePrompt } from '../../../_api/routes/prompts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getPrompt, putPrompt, deletePrompt);
