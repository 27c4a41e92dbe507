import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const generateRepositoryExamples: TemplateExample[] = [
  {
    description: 'A replicated Redis for production',
    example: stringify({
      steps: [
        {
          id: 'generate',
          action: 'statefulServices:repo:generate',
          name: 'Generate the repository',
          input: {
            name: 'orders-cache',
            engine: 'redis',
            topology: 'replication',
            owner: 'group:default/orders',
            environment: 'production',
            namespace: 'orders',
            replicas: 3,
            storageSize: '10Gi',
            memorySize: '1Gi',
            cloud: 'aws',
          },
        },
      ],
    }),
  },
];
