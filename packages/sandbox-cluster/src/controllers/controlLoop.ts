import { ApiError } from '../registry/apiError';
import { Clock } from '../store/clock';
import { Change, ObjectStore } from '../store/objectStore';
import { Controller } from './controller';

const RETRY_MS = 1000;

/**
 * Runs the controllers: collects the keys that changes concern and reconciles them in turn, off the stack of the
 * writer, so that a burst of writes costs one pass.
 */
export class ControlLoop {
  private readonly queue = new Map<string, () => void>();
  private readonly recalls = new Map<string, () => void>();
  private readonly unsubscribe: () => void;
  private scheduled: NodeJS.Immediate | undefined;

  constructor(
    store: ObjectStore,
    private readonly clock: Clock,
    private readonly controllers: readonly Controller[],
    private readonly onError: (error: unknown) => void,
  ) {
    this.unsubscribe = store.subscribe(change => this.dispatch(change));
  }

  /** Asks a controller to look at a key although nothing changed. */
  enqueue(controller: Controller, key: string): void {
    const id = `${controller.name}:${key}`;
    this.queue.set(id, () => this.reconcile(controller, key, id));
    this.scheduled ??= setImmediate(() => this.drain());
  }

  close(): void {
    this.unsubscribe();
    clearImmediate(this.scheduled);
    this.queue.clear();
    for (const cancel of this.recalls.values()) {
      cancel();
    }
    this.recalls.clear();
  }

  private dispatch(change: Change): void {
    for (const controller of this.controllers) {
      for (const key of controller.concerns(change)) {
        this.enqueue(controller, key);
      }
    }
  }

  private drain(): void {
    this.scheduled = undefined;
    const turns = [...this.queue.values()];
    this.queue.clear();
    for (const turn of turns) {
      turn();
    }
  }

  /** What the API refuses, such as an object in a namespace that is going, is tried again as every controller does. */
  private attempt(controller: Controller, key: string): number | undefined {
    try {
      return controller.reconcile(key);
    } catch (error) {
      if (error instanceof ApiError) {
        return RETRY_MS;
      }
      throw error;
    }
  }

  private reconcile(controller: Controller, key: string, id: string): void {
    this.recalls.get(id)?.();
    this.recalls.delete(id);
    try {
      const againMs = this.attempt(controller, key);
      if (againMs !== undefined) {
        this.recalls.set(
          id,
          this.clock.after(againMs, () => this.enqueue(controller, key)),
        );
      }
    } catch (error) {
      this.onError(
        new Error(`The sandbox's ${controller.name} failed on ${key}`, {
          cause: error,
        }),
      );
    }
  }
}
