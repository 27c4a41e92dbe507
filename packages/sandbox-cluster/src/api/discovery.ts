import { apiVersionOf, ResourceType, resourceTypes } from '../kinds/resources';
import { Subresource } from './route';

const TYPES: readonly ResourceType[] = Object.values(resourceTypes);

/** Each group is served in one version. */
const GROUPS: ReadonlyMap<string, string> = new Map(
  TYPES.filter(({ group }) => group).map(({ group, version }) => [
    group,
    version,
  ]),
);
const GROUP_VERSIONS = [...GROUPS].map(pair => pair.join('/'));

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

function entriesOf(type: ResourceType) {
  const entry = {
    name: type.name,
    singularName: type.singularName,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: VERBS,
    ...(type.shortNames.length && { shortNames: type.shortNames }),
  };
  const subresource = (name: Subresource, kind: string) => ({
    name: `${type.name}/${name}`,
    singularName: '',
    namespaced: type.namespaced,
    kind,
    verbs: ['get', 'patch', 'update'],
  });
  return [
    entry,
    ...(type.statusSubresource ? [subresource('status', type.kind)] : []),
    ...(type.name === 'statefulsets'
      ? [
          {
            ...subresource('scale', 'Scale'),
            group: 'autoscaling',
            version: 'v1',
          },
        ]
      : []),
  ];
}

function resourceList(groupVersion: string) {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion,
    resources: TYPES.filter(
      type => apiVersionOf(type) === groupVersion,
    ).flatMap(entriesOf),
  };
}

function groupOf(name: string, version: string) {
  const only = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [only], preferredVersion: only };
}

/** Just enough of an OpenAPI document for kubectl to see that fields are validated by the server. */
function openApiOf(groupVersion: string) {
  const types = TYPES.filter(type => apiVersionOf(type) === groupVersion);
  const operation = ({ group, version, kind }: ResourceType) => ({
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': { group, version, kind },
    parameters: [
      { name: 'fieldValidation', in: 'query', schema: { type: 'string' } },
    ],
    responses: {},
  });
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'sandbox' },
    paths: Object.fromEntries(
      types.map(type => [
        `/${type.group ? 'apis' : 'api'}/${groupVersion}/${type.name}/{name}`,
        { patch: operation(type) },
      ]),
    ),
    components: { schemas: {} },
  };
}

const version = {
  major: '1',
  minor: '36',
  gitVersion: 'v1.36.3-sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '2026-11-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: 'sandbox',
};

function openApiIndex() {
  const paths = ['api/v1', ...GROUP_VERSIONS.map(served => `apis/${served}`)];
  return {
    paths: Object.fromEntries(
      paths.map(path => [path, { serverRelativeURL: `/openapi/v3/${path}` }]),
    ),
  };
}

/** What the API tells about itself, by path. */
export const discoveryDocuments: ReadonlyMap<string, unknown> = new Map<
  string,
  unknown
>([
  ['/version', version],
  ['/api', { kind: 'APIVersions', versions: ['v1'] }],
  [
    '/apis',
    {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...GROUPS].map(pair => groupOf(...pair)),
    },
  ],
  ['/api/v1', resourceList('v1')],
  ...[...GROUPS].map(
    ([group, only]) =>
      [
        `/apis/${group}`,
        { kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group, only) },
      ] as const,
  ),
  ...GROUP_VERSIONS.flatMap(groupVersion => [
    [`/apis/${groupVersion}`, resourceList(groupVersion)] as const,
    [`/openapi/v3/apis/${groupVersion}`, openApiOf(groupVersion)] as const,
  ]),
  ['/openapi/v3', openApiIndex()],
  ['/openapi/v3/api/v1', openApiOf('v1')],
]);
