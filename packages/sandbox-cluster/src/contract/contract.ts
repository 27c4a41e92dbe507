import { describeClaims } from './claims';
import { describeDisruption } from './disruption';
import { describeListing } from './listing';
import { describeOwnership } from './ownership';
import { describeScaling } from './scaling';
import { describeUpdates } from './updates';
import { describeWatching } from './watches';
import { Workbench } from './workbench';
import { describeWriting } from './writing';

/** Hands a contract its workbench: a new namespace for each test. */
export type Bench = () => Workbench;

/** Everything that the sandbox and a real control plane have to agree on. */
export function describeContract(bench: Bench): void {
  describeWriting(bench);
  describeListing(bench);
  describeWatching(bench);
  describeScaling(bench);
  describeUpdates(bench);
  describeClaims(bench);
  describeOwnership(bench);
  describeDisruption(bench);
}
