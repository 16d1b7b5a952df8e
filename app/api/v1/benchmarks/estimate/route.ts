import { doors } from '../../_api/doors';
import { postBenchmarkEstimate } from '../../_api/routes/benchmarks';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(postBenchmarkEstimate);
