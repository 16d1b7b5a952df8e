import { tryLock } from '@/lib/boot/lock';

// A process that takes a lock, says so, and keeps it until it is killed. A lock keeps no process alive; that it listens does,
// for as long as whoever started it is there.
process.on('message', () => undefined);
const lock = await tryLock(process.argv[2] ?? '');
process.send?.(lock ? 'held' : 'refused');
