import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiCloudOffLine,
  RiDeleteBinLine,
  RiErrorWarningLine,
  RiIndeterminateCircleLine,
  RiProgress2Line,
  RiRestartLine,
  RiSpam2Fill,
  RiTimerLine,
} from '@remixicon/react';
import { Member, MemberState } from 'backstage-plugin-stateful-services-common';
import { Look } from './look';

/** The one mapping of what a member does. */
const STATE_LOOK: Readonly<Record<MemberState, Pick<Look, 'icon' | 'text'>>> = {
  missing: { icon: RiIndeterminateCircleLine, text: 'Missing' },
  conflict: { icon: RiSpam2Fill, text: 'Name taken' },
  pending: { icon: RiProgress2Line, text: 'Starting' },
  failing: { icon: RiCloseCircleFill, text: 'Failing' },
  notReady: { icon: RiErrorWarningLine, text: 'Not ready' },
  settling: { icon: RiTimerLine, text: 'Settling' },
  available: { icon: RiCheckboxCircleFill, text: 'Ready' },
  terminating: { icon: RiRestartLine, text: 'Restarting' },
  lost: { icon: RiCloudOffLine, text: 'Node lost' },
};

/** True for a member that works and is not wanted any more; how long it has worked says nothing then. */
export function isToBeRemoved({ condemned, state }: Member): boolean {
  return condemned && (state === 'available' || state === 'settling');
}

/** How a member is shown. One that is not wanted any more is removed, one that is restarts. */
export function memberLook(member: Member): Look {
  if (isToBeRemoved(member)) {
    return {
      icon: RiDeleteBinLine,
      text: 'Leaving',
      level: member.level,
    };
  }
  if (member.condemned && member.state === 'terminating') {
    return { icon: RiDeleteBinLine, text: 'Removing', level: member.level };
  }
  return { ...STATE_LOOK[member.state], level: member.level };
}
