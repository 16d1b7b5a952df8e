import { doors } from '../../../_api/doors';
import { rotateKeyRoute } from '../../../_api/routes/keys';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(rotateKeyRoute);
