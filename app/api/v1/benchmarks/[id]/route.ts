import { doors } from '../../_api/doors';
import { getBenchmarkById } from '../../_api/routes/benchmarks';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getBenchmarkById);
