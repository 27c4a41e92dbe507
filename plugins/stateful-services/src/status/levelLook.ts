import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiProgress5Line,
  RiQuestionLine,
  RiSpam2Fill,
} from '@remixicon/react';
import { Level } from 'backstage-plugin-stateful-services-common';
import { Look } from './look';

/** The one mapping of a level; the outlines differ, so that they are told apart without any colour. */
export const LEVEL_LOOK: Readonly<Record<Level, Look>> = {
  fine: { icon: RiCheckboxCircleFill, text: 'Fine', level: 'fine' },
  working: { icon: RiProgress5Line, text: 'In progress', level: 'working' },
  attention: { icon: RiAlertFill, text: 'Needs attention', level: 'attention' },
  critical: { icon: RiSpam2Fill, text: 'Critical', level: 'critical' },
  unknown: { icon: RiQuestionLine, text: 'Not known', level: 'unknown' },
};
