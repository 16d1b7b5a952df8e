import { doors } from '../../_api/doors';
import { deleteRerating } from '../../_api/routes/reratings';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(deleteRerating);
