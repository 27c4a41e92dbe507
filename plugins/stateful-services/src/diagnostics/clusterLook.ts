import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiCloudOffLine,
  RiLockLine,
  RiProgress5Line,
  RiIndeterminateCircleLine,
  RiPieChart2Line,
} from '@remixicon/react';
import {
  ClusterState,
  ReadinessStatus,
  ResourceDiagnostics,
} from 'backstage-plugin-stateful-services-common';
import { Look } from '../status/look';

type ReadingState = ClusterState | ResourceDiagnostics['state'];

/** The one mapping of how something is read. */
export const READING_LOOK: Readonly<Record<ReadingState, Look>> = {
  synced: { icon: RiCheckboxCircleFill, text: 'Read', level: 'fine' },
  partial: { icon: RiPieChart2Line, text: 'Read in part', level: 'attention' },
  syncing: {
    icon: RiProgress5Line,
    text: 'Being read for the first time',
    level: 'working',
  },
  notServed: {
    icon: RiIndeterminateCircleLine,
    text: 'Not served by the cluster',
    level: 'unknown',
  },
  unreachable: {
    icon: RiCloudOffLine,
    text: 'Does not answer',
    level: 'critical',
  },
  forbidden: { icon: RiLockLine, text: 'Not permitted', level: 'attention' },
  broken: {
    icon: RiCloseCircleFill,
    text: 'Not understood',
    level: 'critical',
  },
};

/** What the whole reading comes to, in a sentence. */
export const STATUS_LOOK: Readonly<Record<ReadinessStatus, Look>> = {
  starting: {
    icon: RiProgress5Line,
    text: 'Starting: clusters are being read for the first time.',
    level: 'working',
  },
  ready: {
    icon: RiCheckboxCircleFill,
    text: 'All clusters are read.',
    level: 'fine',
  },
  partlyBlind: {
    icon: RiPieChart2Line,
    text: 'Partly blind: something cannot be read.',
    level: 'attention',
  },
  broken: {
    icon: RiCloseCircleFill,
    text: 'Broken: no cluster can be read.',
    level: 'critical',
  },
};
