import { doors } from '../../_api/doors';
import { postPlaygroundExplain } from '../../_api/routes/playground';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postPlaygroundExplain);
