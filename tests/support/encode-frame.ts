import { FrameBuffer } from '@/lib/ledger/log/frame-buffer';

const frames = new FrameBuffer();

/** One record as a line of a segment. */
export function encodeFrame(value: object): Buffer {
  frames.push(value, true);
  const [frame = Buffer.alloc(0)] = frames.kept();
  frames.clear();
  return frame;
}
