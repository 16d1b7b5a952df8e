import { type Gateway, openGateway } from './open-gateway';

/**
 * One gateway for all in this process who ask for one: opened for the first, closed when the last has closed it. A failure to open
 * is told to whoever waits, and the next one tries again.
 */
export function shareGateway(
  open: () => Promise<Gateway> = () => openGateway('route'),
): () => Promise<Gateway> {
  let opened: Promise<Gateway> | undefined;
  let users = 0;
  return async () => {
    users += 1;
    opened ??= open();
    const mine = opened;
    try {
      const gateway = await mine;
      let isMine = true;
      const close = async () => {
        if (!isMine) return;
        isMine = false;
        users -= 1;
        if (users > 0) return;
        opened = undefined;
        await gateway.close();
      };
      return { ...gateway, close };
    } catch (error) {
      users -= 1;
      if (opened === mine) opened = undefined;
      throw error;
    }
  };
}
