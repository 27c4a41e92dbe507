import { readFileSync } from 'node:fs';
import { ApiClient } from './apiClient';

/** @throws Error when there is no control plane to test against. */
export function openRealCluster(): ApiClient {
  const file = process.env.REAL_KUBECONFIG;
  if (!file) {
    throw new Error(
      'REAL_KUBECONFIG is not set: name the kubeconfig of a control plane as tools/real/control-plane.mjs starts it.',
    );
  }
  return ApiClient.fromKubeconfig(readFileSync(file, 'utf8'));
}
