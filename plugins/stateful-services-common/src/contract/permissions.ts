import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To read reports; the caller must be able to read the catalog entity as well.
 *
 * @public
 */
export const statefulServicesReportReadPermission = createPermission({
  name: 'stateful-services.report.read',
  attributes: { action: 'read' },
});

/**
 * To see how clusters are read: names and addresses of all clusters, failures, missing permissions.
 *
 * @public
 */
export const statefulServicesDiagnosticsReadPermission = createPermission({
  name: 'stateful-services.diagnostics.read',
  attributes: { action: 'read' },
});

/** @public */
export const statefulServicesPermissions = [
  statefulServicesDiagnosticsReadPermission,
  statefulServicesReportReadPermission,
];
