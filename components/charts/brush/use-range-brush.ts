'use client';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import { between, bucketAt, type Picked, type Plot } from './geometry';
import type { RangeEnds } from './range-of';

/** A click that slips is none yet. */
const SLIP_PX = 6;
/** The query that a brush wrote last: Escape leaves it again. */
let written = '';

interface Brushing {
  count: number;
  plot: Plot;
  rangeOf: (picked: Picked) => RangeEnds | undefined;
}

/** Choosing buckets by dragging over them, or with Shift and the arrow keys; the chosen range goes into the address. */
export function useRangeBrush({ count, plot, rangeOf }: Brushing) {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const [picked, setPicked] = useState<Picked>();
  const drag = useRef<{ x: number; at: number; isMoving: boolean } | undefined>(undefined);
  const keys = useRef({ anchor: 0, head: 0 });
  const wasDragged = useRef(false);

  function open(range: RangeEnds | undefined): void {
    setPicked(undefined);
    if (range === undefined) return;
    const next = new URLSearchParams(params);
    next.delete('after');
    next.set('range', 'custom');
    next.set('from', range.from);
    next.set('to', range.to);
    written = next.toString();
    router.push(`${pathname}?${next}`, { scroll: false });
  }
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return bucketAt(event.clientX - box.left, box.width, count, plot);
  };
  function press(event: PointerEvent<HTMLElement>): void {
    wasDragged.current = false;
    if (event.button === 0) drag.current = { x: event.clientX, at: place(event), isMoving: false };
  }
  function move(event: PointerEvent<HTMLElement>): void {
    const { current } = drag;
    if (current === undefined) return;
    if (!current.isMoving && Math.abs(event.clientX - current.x) < SLIP_PX) return;
    if (!current.isMoving) event.currentTarget.setPointerCapture(event.pointerId);
    current.isMoving = true;
    setPicked(between(current.at, place(event)));
  }
  function release(event: PointerEvent<HTMLElement>): void {
    const { current } = drag;
    drag.current = undefined;
    wasDragged.current = current?.isMoving === true;
    if (current?.isMoving === true) open(rangeOf(between(current.at, place(event))));
  }
  /** The click that ends a drag is none on the mark below it. */
  function click(event: MouseEvent): void {
    if (wasDragged.current) event.stopPropagation();
    wasDragged.current = false;
  }
  function cancel(): void {
    drag.current = undefined;
    setPicked(undefined);
  }
  function key(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) {
      const head = Math.min(count - 1, Math.max(0, keys.current.head + step));
      keys.current = { head, anchor: event.shiftKey ? keys.current.anchor : head };
      setPicked(event.shiftKey ? between(keys.current.anchor, head) : undefined);
    } else if (event.key === 'Enter' && picked !== undefined) {
      event.preventDefault();
      open(rangeOf(picked));
    } else if (event.key === 'Escape') {
      if (drag.current !== undefined || picked !== undefined) cancel();
      else if (written !== '' && written === params.toString()) router.back();
    }
  }
  return { picked, press, move, release, click, cancel, key };
}
