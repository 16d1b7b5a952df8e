import { doors } from '../_api/doors';
import { getTokens, postToken } from '../_api/routes/tokens';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getTokens, postToken);
