import { doors } from '../../_api/doors';
import { postProviderTest } from '../../_api/routes/providers';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postProviderTest);
