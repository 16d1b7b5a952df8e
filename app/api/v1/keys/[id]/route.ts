import { doors } from '../../_api/doors';
import { deleteKey, putKey } from '../../_api/routes/keys';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(putKey, deleteKey);
