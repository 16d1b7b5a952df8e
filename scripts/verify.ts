import { conclude } from './checks/outcome';
import { verifyChecks } from './checks/verify-checks';

conclude(await verifyChecks());
