import { doors } from '../../_api/doors';
import { postRollback } from '../../_api/routes/versions';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postRollback);
