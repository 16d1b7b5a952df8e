import { doors } from '../../_api/doors';
import { diffConfig } from '../../_api/routes/config';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(diffConfig);
