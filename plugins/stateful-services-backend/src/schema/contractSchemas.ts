import {
  acknowledgedFindingSchema,
  acknowledgementSchema,
  assessmentSchema,
  availabilitySchema,
  clusterDiagnosticsSchema,
  clusterReadingSchema,
  clusterStateSchema,
  diagnosticsSchema,
  entityReportSchema,
  evidenceSchema,
  findingSchema,
  fleetReportSchema,
  levelSchema,
  memberClaimSchema,
  memberSchema,
  policyRuleSchema,
  readinessStatusSchema,
  remediationSchema,
  resourceDiagnosticsSchema,
  replacementSchema,
  rolloutOutcomeSchema,
  rolloutSchema,
  selectionSchema,
  statefulSetReportSchema,
  storageSchema,
  timelineEntrySchema,
  timelineSchema,
  unwatchedClustersSchema,
} from 'backstage-plugin-stateful-services-common';
import { z } from 'zod';

const CONTRACT = {
  AcknowledgedFinding: acknowledgedFindingSchema,
  Acknowledgement: acknowledgementSchema,
  Assessment: assessmentSchema,
  Availability: availabilitySchema,
  ClusterDiagnostics: clusterDiagnosticsSchema,
  ClusterReading: clusterReadingSchema,
  ClusterState: clusterStateSchema,
  Diagnostics: diagnosticsSchema,
  EntityReport: entityReportSchema,
  Evidence: evidenceSchema,
  Finding: findingSchema,
  FleetReport: fleetReportSchema,
  Level: levelSchema,
  Member: memberSchema,
  MemberClaim: memberClaimSchema,
  PolicyRule: policyRuleSchema,
  ReadinessStatus: readinessStatusSchema,
  Remediation: remediationSchema,
  Replacement: replacementSchema,
  ResourceDiagnostics: resourceDiagnosticsSchema,
  Rollout: rolloutSchema,
  RolloutOutcome: rolloutOutcomeSchema,
  Selection: selectionSchema,
  StatefulSetReport: statefulSetReportSchema,
  Storage: storageSchema,
  Timeline: timelineSchema,
  TimelineEntry: timelineEntrySchema,
  UnwatchedClusters: unwatchedClustersSchema,
} as const;

/** Drops what says nothing to a reader of the document: identifiers, and the bounds of every integer. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(tidy);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, entry]) =>
          key !== '$schema' &&
          key !== '$id' &&
          Math.abs(Number(entry)) !== Number.MAX_SAFE_INTEGER,
      )
      .map(([key, entry]) => [key, tidy(entry)]),
  );
}

/** The schemas of the wire contract as an OpenAPI 3.1 document spells them under `components.schemas`. */
export function describeContract(): Readonly<Record<string, unknown>> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(CONTRACT)) {
    registry.add(schema, { id });
  }
  const { schemas } = z.toJSONSchema(registry, {
    uri: id => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => [id, tidy(schema)]),
  );
}
