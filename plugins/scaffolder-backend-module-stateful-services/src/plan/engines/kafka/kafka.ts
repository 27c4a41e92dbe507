import { Engine, Rule } from 'backstage-plugin-stateful-services-node';
import { ownBlueprint } from '../../../blueprint/readBlueprint';
import { imageWarnings } from '../chartValues';
import { oneMember } from '../replicas';
import { wholeNumber } from '../wholeNumber';
import { gracePeriodSeconds, growthPromised } from '../safeguards';
import { kafkaObjects } from './objects';
import { sizeKafka } from './sizing';
import { KafkaValues, kafkaValues } from './values';

const severalBrokers: Rule<number> = value =>
  Number.isInteger(value) && value >= 3 && value <= 9
    ? undefined
    : 'must be a whole number from 3 to 9: every partition has three copies, on three brokers';

function warningsFor(values: KafkaValues): string[] {
  return [
    ...imageWarnings(values.image),
    ...(values.tls.enabled
      ? [
          `Secret ${values.tls.existingSecret} with the certificate of the members must exist: scripts/make-certificates.sh makes it, or cert-manager with tls.certManager in values/.`,
        ]
      : [
          'Without TLS anybody who can reach the port may do anything: do not put real data into it.',
        ]),
    ...(values.topology.singleZone && values.broker.replicas > 1
      ? [
          'All nodes are taken to be in one zone: set topology.singleZone to false in values/ if they are not.',
        ]
      : []),
  ];
}

/** Kafka: brokers with controllers of their own, or one node that is both, for development. */
export const kafka: Engine = {
  name: 'kafka',
  title: 'Kafka',
  blueprint: ownBlueprint('kafka'),
  topologies: [
    {
      name: 'dedicated',
      title: 'Brokers and three controllers',
      survivesLoss: true,
      replicasRule: severalBrokers,
    },
    {
      name: 'combined',
      title: 'One node that is broker and controller',
      survivesLoss: false,
      replicasRule: oneMember,
    },
  ],
  usual: {
    development: { topology: 'combined', replicas: 1 },
    production: { topology: 'dedicated', replicas: 3 },
  },
  // A StatefulSet has at most 52 characters, and the longest one is <name>-controller.
  maxNameLength: 41,
  reservedNames: {
    kafka:
      'is the name of a Service that sets KAFKA_PORT in other pods of its namespace, which images of Kafka and its tools take for configuration',
  },
  // Half of it is the heap, which must not be less than 256Mi.
  memorySize: { least: '512Mi', most: '256Gi' },
  storageSize: { least: '1Gi', most: '16Ti' },
  settings: {
    gracePeriodSeconds: gracePeriodSeconds(60, 30),
    growthPromised,
    retentionHours: wholeNumber('How long records are kept, in hours', {
      least: 1,
      most: 87_600,
    }),
  },
  size: sizeKafka,
  plan(request, blueprint) {
    const values = kafkaValues(request, blueprint);
    const each = `with ${request.memorySize} of memory and ${request.storageSize} of storage`;
    return {
      values,
      objects: kafkaObjects(request, values),
      warnings: warningsFor(values),
      summary:
        request.topology === 'dedicated'
          ? `${request.replicas} brokers ${each} each, and 3 controllers with ${values.controller.memory} and ${values.controller.storageSize}`
          : `1 node ${each}`,
    };
  },
};
