import { doors } from '../../../_api/doors';
import { postBenchmarkCancel } from '../../../_api/routes/benchmarks';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postBenchmarkCancel);
