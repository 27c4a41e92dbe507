import { KeyboardEvent, useRef, useState } from 'react';

export interface RovingFocus {
  /** The one item that Tab reaches. */
  readonly activeIndex: number;
  readonly setActiveIndex: (index: number) => void;
  readonly register: (index: number, element: HTMLElement | null) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Lets arrow keys move among items of which Tab reaches one. `rowLength` is how far up and down move. */
export function useRovingFocus(count: number, rowLength: number): RovingFocus {
  const [active, setActiveIndex] = useState(0);
  const elements = useRef(new Map<number, HTMLElement>());
  const activeIndex = Math.min(active, Math.max(0, count - 1));
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: activeIndex + 1,
    ArrowLeft: activeIndex - 1,
    ArrowDown: activeIndex + rowLength,
    ArrowUp: activeIndex - rowLength,
    Home: 0,
    End: count - 1,
  };
  return {
    activeIndex,
    setActiveIndex,
    register(index, element) {
      if (element) {
        elements.current.set(index, element);
      } else {
        elements.current.delete(index);
      }
    },
    onKeyDown(event) {
      const target = targets[event.key];
      if (target === undefined) {
        return;
      }
      event.preventDefault();
      if (target >= 0 && target < count) {
        setActiveIndex(target);
        elements.current.get(target)?.focus();
      }
    },
  };
}
