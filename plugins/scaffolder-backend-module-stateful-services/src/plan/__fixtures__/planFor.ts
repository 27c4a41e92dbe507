import { readBlueprint } from '../../blueprint/readBlueprint';
import { parseRepositoryRequest } from '../../request/parseRepositoryRequest';
import { builtInEngines } from '../engines/engines';
import { EngineRegistry } from '../engines/engineRegistry';
import { planRepository } from '../planRepository';

/** The way from what somebody asked for to the plan. */
export async function planFor(input: unknown) {
  const { engines } = new EngineRegistry(builtInEngines);
  const request = parseRepositoryRequest(input, engines);
  const engine = engines.get(request.engine);
  if (!engine) {
    throw new Error(`there is no engine ${request.engine}`);
  }
  const blueprint = await readBlueprint(engine.blueprint);
  return {
    request,
    blueprint,
    plan: planRepository({ request, engine, blueprint }),
  };
}
