import { doors } from '../_api/doors';
import { getSplits } from '../_api/routes/canaries';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getSplits);
