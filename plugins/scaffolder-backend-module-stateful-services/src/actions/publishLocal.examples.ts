import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const publishLocalExamples: TemplateExample[] = [
  {
    description: 'Publishes what statefulServices:repo:generate wrote',
    example: stringify({
      steps: [
        {
          id: 'publish',
          action: 'statefulServices:repo:publishLocal',
          name: 'Publish the repository',
          input: { name: 'orders-cache' },
        },
      ],
    }),
  },
];
