import { doors } from '../_api/doors';
import { getHealth } from '../_api/routes/health';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getHealth);
