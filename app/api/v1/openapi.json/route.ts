import { doors } from '../_api/doors';
import { getOpenapi } from '../_api/routes/openapi';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getOpenapi);
