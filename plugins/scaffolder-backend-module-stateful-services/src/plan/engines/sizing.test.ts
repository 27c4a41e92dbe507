import { parseRepositoryRequest } from '../../request/parseRepositoryRequest';
import { builtInEngines } from './engines';

const engines = new Map(builtInEngines.map(engine => [engine.name, engine]));

const SIZES = ['1Mi', '300Mi', '1Gi', '7Gi', '100Gi', '150Gi'];
const RATES = [undefined, 0, 0.5, 5, 50];

describe.each([...engines.keys()])('the sizing rules of %s', engine => {
  const needs = SIZES.flatMap(dataSize =>
    RATES.flatMap(writeMibPerSecond =>
      ['production', 'development'].map(environment => ({
        ...{ name: 'carts', engine, environment, namespace: 'shop' },
        ...{ owner: 'group:default/shop', cloud: 'aws' },
        ...{ dataSize, writeMibPerSecond },
      })),
    ),
  ).filter(
    // Twice the data must fit into the memory of a Redis.
    ({ dataSize, writeMibPerSecond = 0 }) =>
      !(dataSize === '150Gi' && writeMibPerSecond >= 20),
  );

  it.each(needs)(
    'give nothing that the rules of a request refuse: $dataSize, $writeMibPerSecond MiB/s, $environment',
    need => {
      const request = parseRepositoryRequest(need, engines);
      expect(request.reasons.length).toBeGreaterThan(2);
    },
  );
});
