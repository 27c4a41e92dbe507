import { parseScenario } from './loadScenarios';

const SCENARIO = `
apiVersion: sandbox-cluster/v1
kind: Scenario
metadata: { name: web, namespace: shop }
spec: { summary: Runs., cluster: sandbox, steps: [{ deletePod: web-0 }] }
`;

describe('parseScenario', () => {
  it('tells the script from the manifests', () => {
    const text = `${SCENARIO}---\nkind: Service\nmetadata: { name: web }\n`;
    expect(parseScenario('web.yaml', text)).toMatchObject({
      name: 'web',
      steps: [{ deletePod: 'web-0' }],
      manifests: [{ kind: 'Service', metadata: { name: 'web' } }],
    });
  });

  it.each([
    ['a: [', 'web.yaml, document 1, is no YAML'],
    ['kind: Service', 'web.yaml has 0 documents of kind Scenario'],
    [
      SCENARIO.replace('deletePod: web-0', 'burn: web-0'),
      'The Scenario of web.yaml is no valid part of a scenario',
    ],
    [
      `${SCENARIO}---\nkind: Service\nmetadata: { name: 7 }\n`,
      'Manifest 1 of web.yaml is no valid part of a scenario',
    ],
  ])('names the file and what is wrong with it (%#)', (text, message) => {
    expect(() => parseScenario('web.yaml', text)).toThrow(message);
  });
});
