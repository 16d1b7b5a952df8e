import type { ParentChannel } from './exchange-metrics';

/** To the supervisor that started this process. Without one there are no siblings either. */
export const parentChannel: ParentChannel = {
  send(message) {
    if (!process.connected || process.send === undefined) return false;
    process.send(message);
    return true;
  },
  onMessage: (listener) => void process.on('message', listener),
};
