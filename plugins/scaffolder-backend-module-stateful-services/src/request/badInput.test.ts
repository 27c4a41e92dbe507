import { InputError } from '@backstage/errors';
import { badInputs } from '../plan/__fixtures__/badInput';
import {
  allTopologies,
  cloudRequest,
} from '../plan/__fixtures__/cloudRequests';
import { builtInEngines } from '../plan/engines/engines';
import { parseRepositoryRequest } from './parseRepositoryRequest';

const engines = new Map(builtInEngines.map(engine => [engine.name, engine]));

function goodRequest(engine: string) {
  const survivor = allTopologies.find(
    each => each.engine.name === engine && each.topology.survivesLoss,
  );
  if (!survivor) {
    throw new Error(`${engine} has no topology that survives a loss`);
  }
  return cloudRequest(survivor.engine, survivor.topology, 'aws');
}

describe.each(badInputs)(
  '$what of $engine',
  ({ engine, request, sentence }) => {
    it('is refused by the action, which says why', () => {
      const good = goodRequest(engine);
      expect(() => parseRepositoryRequest(good, engines)).not.toThrow();
      const refused = () =>
        parseRepositoryRequest({ ...good, ...request }, engines);
      expect(refused).toThrow(InputError);
      expect(refused).toThrow(`: it ${sentence}.`);
    });
  },
);

it('is told of every engine', () => {
  expect(new Set(badInputs.map(({ engine }) => engine))).toEqual(
    new Set(engines.keys()),
  );
});
