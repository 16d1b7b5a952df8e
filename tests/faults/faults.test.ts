import { clientFaults } from './cases/client-side';
import { connectFaults } from './cases/connect';
import { limitFaults } from './cases/limits';
import { slowFaults } from './cases/slow';
import { statusFaults } from './cases/status';
import { streamFaults } from './cases/stream-shape';
import { tellScore } from './fault';

connectFaults();
statusFaults();
slowFaults();
streamFaults();
limitFaults();
clientFaults();
tellScore();
