import { Engine, Topology } from 'backstage-plugin-stateful-services-node';
import { builtInEngines } from '../engines/engines';

export const CLOUDS = ['generic', 'aws', 'gcp', 'azure'] as const;

function usualReplicas(engine: Engine, topology: Topology): number {
  const usual = Object.values(engine.usual).find(
    size => size.topology === topology.name,
  );
  const counts = Array.from({ length: 9 }, (_, index) => index + 1);
  return (
    usual?.replicas ?? counts.find(count => !topology.replicasRule(count)) ?? 1
  );
}

/** The usual service of a topology in one cloud. */
export function cloudRequest(
  engine: Engine,
  topology: Topology,
  cloud: (typeof CLOUDS)[number],
) {
  return {
    name: `${engine.name}-${topology.name}`,
    engine: engine.name,
    topology: topology.name,
    owner: 'group:default/platform',
    environment: topology.survivesLoss ? 'production' : 'development',
    namespace: `${engine.name}-${topology.name}`,
    replicas: usualReplicas(engine, topology),
    storageSize: '10Gi',
    memorySize: '4Gi',
    cloud,
    repositoryUrl: 'https://git.example.com/platform/service.git',
  };
}

/** Every engine that comes with the module in each of its topologies. */
export const allTopologies = builtInEngines.flatMap(engine =>
  engine.topologies.map(topology => ({ engine, topology })),
);
