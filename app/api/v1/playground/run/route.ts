import { doors } from '../../_api/doors';
import { postPlaygroundRun } from '../../_api/routes/playground';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postPlaygroundRun);
