import { Bench } from './bench';
import { describeClaims } from './claims';
import { describeDisruption } from './disruption';
import { describeListing } from './listing';
import { describeOwnership } from './ownership';
import { describeScaling } from './scaling';
import { describeSlices } from './slices';
import { describeUpdates } from './updates';
import { describeWatching } from './watches';
import { describeWriting } from './writing';

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
  describeSlices(bench);
}
