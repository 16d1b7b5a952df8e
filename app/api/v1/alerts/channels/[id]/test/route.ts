import { doors } from '../../../../_api/doors';
import { postChannelTest } from '../../../../_api/routes/alerts';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postChannelTest);
