import type { Exchange } from '../exchange';
import { ProblemError } from '../problem';
import { seededRandom } from '../random';
import type { Fault } from './kinds';
import { parseFault, UnknownFaultError } from './parse';

/** The fault of this request: its header's, else the schedule's. Throws ProblemError 400 for an unknown one. */
export function chooseFault(exchange: Exchange): Fault | undefined {
  const { state } = exchange;
  const asked = exchange.header('x-simulator-fault');
  const scheduled = state.schedule?.next();
  try {
    const random = seededRandom(state.seed, 'fault', state.requests);
    const fault = asked === undefined ? scheduled : parseFault(asked, random);
    if (fault) state.countFault(fault);
    return fault;
  } catch (thrown) {
    if (!(thrown instanceof UnknownFaultError)) throw thrown;
    throw new ProblemError({ status: 400, message: thrown.message, param: 'x-simulator-fault' });
  }
}
