import { JsonObject } from '@backstage/types';
import {
  RepositoryFile,
  RepositoryRequest,
} from 'backstage-plugin-stateful-services-node';
import { requestedEnvironment } from './environment';
import { toYaml } from './text';

/** Stands for a repository whose address is not known yet; the domain exists nowhere (RFC 2606). */
function urlOf(request: RepositoryRequest): string {
  return request.repositoryUrl ?? `https://git.invalid/${request.name}.git`;
}

function argoApplication(request: RepositoryRequest): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: request.name, namespace: 'argocd' },
    spec: {
      project: 'default',
      destination: {
        ...(request.cluster
          ? { name: request.cluster }
          : { server: 'https://kubernetes.default.svc' }),
        namespace: request.namespace,
      },
      source: {
        repoURL: urlOf(request),
        targetRevision: 'main',
        path: `charts/${request.engine}`,
        helm: {
          releaseName: request.name,
          valueFiles: [`../../values/${requestedEnvironment(request)}.yaml`],
        },
      },
      syncPolicy: {
        // Without prune nothing that holds data is ever deleted by a sync.
        automated: { prune: false, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true'],
      },
      ignoreDifferences: [
        {
          group: 'apps',
          kind: 'StatefulSet',
          jsonPointers: ['/spec/volumeClaimTemplates'],
        },
      ],
    },
  };
}

function fluxSource(request: RepositoryRequest): JsonObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: request.name, namespace: request.namespace },
    spec: { interval: '5m', url: urlOf(request), ref: { branch: 'main' } },
  };
}

function fluxRelease(request: RepositoryRequest): JsonObject {
  // A stateful release is not undone by a machine.
  const remediation = { retries: 0 };
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: request.name, namespace: request.namespace },
    spec: {
      interval: '10m',
      timeout: '30m',
      releaseName: request.name,
      chart: {
        spec: {
          chart: `charts/${request.engine}`,
          reconcileStrategy: 'Revision',
          sourceRef: { kind: 'GitRepository', name: request.name },
          valuesFiles: [`values/${requestedEnvironment(request)}.yaml`],
        },
      },
      install: { remediation },
      upgrade: { remediation },
    },
  };
}

/** Manifests for Argo CD and for Flux that deploy the requested environment; one of the two is used. */
export function gitopsFiles(request: RepositoryRequest): RepositoryFile[] {
  return [
    {
      path: 'gitops/argocd/application.yaml',
      content: toYaml(argoApplication(request)),
    },
    {
      path: 'gitops/flux/gitrepository.yaml',
      content: toYaml(fluxSource(request)),
    },
    {
      path: 'gitops/flux/helmrelease.yaml',
      content: toYaml(fluxRelease(request)),
    },
  ];
}
