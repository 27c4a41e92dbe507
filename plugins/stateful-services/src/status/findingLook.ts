import {
  RiAlertFill,
  RiCloseCircleFill,
  RiInformationLine,
  RiShieldCheckLine,
  RiSpam2Fill,
} from '@remixicon/react';
import {
  Remediation,
  Severity,
} from 'backstage-plugin-stateful-services-common';
import { Look } from './look';

/** The one mapping of how bad a finding is. */
export const SEVERITY_LOOK: Readonly<Record<Severity, Look>> = {
  critical: { icon: RiSpam2Fill, text: 'Critical', level: 'critical' },
  error: { icon: RiCloseCircleFill, text: 'Error', level: 'critical' },
  warning: { icon: RiAlertFill, text: 'Warning', level: 'attention' },
  info: { icon: RiInformationLine, text: 'Worth knowing', level: 'unknown' },
};

/** The one mapping of what it costs to take a step. */
export const DANGER_LOOK: Readonly<Record<Remediation['danger'], Look>> = {
  safe: { icon: RiShieldCheckLine, text: 'Safe', level: 'fine' },
  disruptive: {
    icon: RiAlertFill,
    text: 'Disruptive',
    level: 'attention',
  },
  'data-loss': { icon: RiSpam2Fill, text: 'Can lose data', level: 'critical' },
};
