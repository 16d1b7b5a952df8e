import vm from 'node:vm';

const place = vm.createContext({});
const call = new vm.Script('work()');

/**
 * What `work` gives, or undefined where it takes longer: V8 ends it then, wherever it is. For what a client can make take for
 * ever, such as a pattern of its own. Costs some 100 µs. Throws what `work` throws.
 */
export function withinTime<T>(work: () => T, timeoutMs: number): T | undefined {
  let result: T | undefined;
  place['work'] = () => {
    result = work();
  };
  try {
    call.runInContext(place, { timeout: timeoutMs });
    return result;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return undefined;
    throw error;
  } finally {
    place['work'] = undefined;
  }
}
