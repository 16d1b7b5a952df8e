import { doors } from '../_api/doors';
import { getCanaries, postCanary } from '../_api/routes/canaries';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getCanaries, postCanary);
