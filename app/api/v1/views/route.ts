import { doors } from '../_api/doors';
import { getViews, postView } from '../_api/routes/views';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getViews, postView);
