import { RepositoryRequest } from 'backstage-plugin-stateful-services-node';
import { planFor } from '../../__fixtures__/planFor';
import { kafkaRequests } from '../../__fixtures__/kafkaRequests';
import { clusterId } from './clusterId';

describe('clusterId', () => {
  it('is 16 bytes in base64url that begin with a letter, whatever the name', async () => {
    const { request } = await planFor(kafkaRequests['orders-events']);
    const ids = Array.from({ length: 200 }, (_, index) =>
      clusterId({ ...request, name: `events-${index}` }),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_-]{20}[AQgw]$/);
    }
  });

  it('is the same for the same request, and another in each environment, namespace and cluster', async () => {
    const { request } = await planFor(kafkaRequests['orders-events']);
    expect(clusterId({ ...request })).toBe(clusterId(request));
    const others: RepositoryRequest[] = [
      { ...request, environment: 'development' },
      { ...request, namespace: 'elsewhere' },
      { ...request, cluster: 'eu-2' },
    ];
    for (const other of others) {
      expect(clusterId(other)).not.toBe(clusterId(request));
    }
  });
});
