import {
  Engine,
  EngineExtensionPoint,
} from 'backstage-plugin-stateful-services-node';

/** The engines that come with this module, and those that other modules add. */
export class EngineRegistry implements EngineExtensionPoint {
  /** By name. */
  readonly engines = new Map<string, Engine>();

  constructor(engines: readonly Engine[]) {
    engines.forEach(engine => this.addEngine(engine));
  }

  addEngine(engine: Engine): void {
    if (this.engines.has(engine.name)) {
      throw new Error(
        `There is an engine ${engine.name} already: give yours another name.`,
      );
    }
    this.engines.set(engine.name, engine);
  }
}
