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

const LEAVING: ReadonlySet<MemberState> = new Set([
  'available',
  'settling',
  'terminating',
]);

/** How a member is shown. One that is not wanted any more is removed, one that is restarts. */
export function memberLook(member: Member): Look {
  if (member.condemned && LEAVING.has(member.state)) {
    return { icon: RiDeleteBinLine, text: 'Removing', level: member.level };
  }
  return { ...STATE_LOOK[member.state], level: member.level };
}
