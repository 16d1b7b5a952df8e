import { doors } from '../_api/doors';
import { getBudgets } from '../_api/routes/budgets';

export const dynamic = 'force-dynamic';
export const { GET, POST, PUT, PATCH, DELETE } = doors(getBudgets);
