import { doors } from '../_api/doors';
import { getBenchmarks, postBenchmark } from '../_api/routes/benchmarks';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getBenchmarks, postBenchmark);
