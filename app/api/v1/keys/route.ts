import { doors } from '../_api/doors';
import { getKeys, postKey } from '../_api/routes/keys';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getKeys, postKey);
