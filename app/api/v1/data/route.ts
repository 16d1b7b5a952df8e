import { doors } from '../_api/doors';
import { deleteData, getData } from '../_api/routes/data';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getData, deleteData);
