import { doors } from '../_api/doors';
import { deleteDemo } from '../_api/routes/demo';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(deleteDemo);
