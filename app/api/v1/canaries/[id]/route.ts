import { doors } from '../../_api/doors';
import { getCanaryById, postCanaryChange } from '../../_api/routes/canaries';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getCanaryById, postCanaryChange);
