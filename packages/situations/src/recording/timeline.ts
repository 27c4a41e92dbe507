import { BEGINNING } from './recording';

const TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

const later = (time: string, ms: number) =>
  new Date(Date.parse(time) + ms)
    .toISOString()
    // Kubernetes writes whole seconds.
    .replace('.000Z', 'Z');

/** Moves real times to those of a recording, in which time can also pass while nobody waits. */
export class Timeline {
  /** Whole seconds stay whole seconds. */
  private readonly startMs = Math.floor(Date.now() / 1000) * 1000;
  private skippedMs = 0;
  /** Times that were met before a skip keep their place, also when they lie ahead, as the end of a grace period does. */
  private readonly met = new Map<string, string>();

  /** Milliseconds since the beginning. */
  get at(): number {
    return Date.now() - this.startMs + this.skippedMs;
  }

  /** Lets time pass. A time that is met after it is one after it: call it at the beginning of a second. */
  skip(ms: number): void {
    this.skippedMs += ms;
  }

  /** The text of an object with every time in it moved. */
  rewrite(text: string, of: string): string {
    return text.replace(TIME, time => {
      const key = `${of} ${time}`;
      const moved =
        this.met.get(key) ??
        later(time, BEGINNING - this.startMs + this.skippedMs);
      this.met.set(key, moved);
      return moved;
    });
  }
}
