import { doors } from '../../_api/doors';
import { getRequestById } from '../../_api/routes/books';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getRequestById);
