import { ObjectRegistry } from '../registry/objectRegistry';
import { Clock } from '../store/clock';
import { Change, ObjectStore } from '../store/objectStore';
import { EventRecorder } from './eventRecorder';

/** What every controller works with. */
export interface ControlContext {
  readonly store: ObjectStore;
  readonly registry: ObjectRegistry;
  readonly clock: Clock;
  readonly events: EventRecorder;
}

/** Drives what is there towards what is wanted, one key at a time. */
export interface Controller {
  readonly name: string;
  /** Keys to look at after a change; each is looked at once, however often it is named before its turn. */
  concerns(change: Change): readonly string[];
  /** Takes the next steps for a key. A number asks to be called again after so many milliseconds. */
  reconcile(key: string): number | undefined;
}
