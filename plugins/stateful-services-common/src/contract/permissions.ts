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

/** @public */
export const statefulServicesPermissions = [
  statefulServicesReportReadPermission,
];
