import { doors } from '../../_api/doors';
import { deleteToken } from '../../_api/routes/tokens';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(deleteToken);
