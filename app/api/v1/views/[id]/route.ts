import { doors } from '../../_api/doors';
import { deleteView, putView } from '../../_api/routes/views';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(putView, deleteView);
