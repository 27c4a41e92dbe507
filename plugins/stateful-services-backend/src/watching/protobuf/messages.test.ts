import { ResourceName } from 'backstage-plugin-stateful-services-common';
import { field } from '../../__testUtils__/protobufBytes';
import { protobufMessages } from './messages';
import { RepeatedTexts } from './repeatedTexts';
import { decode, message } from './values';

/** A field in the field of these numbers, from the outermost on. */
const nested = (numbers: readonly number[], value: number | string): Buffer =>
  numbers
    .slice(0, -1)
    .reduceRight<Buffer>(
      (inner, number) => field(number, inner),
      field(numbers.at(-1) ?? 0, value),
    );

// What an API server sends of all others is compared with its JSON in watchStream.real.test.ts.
it.each<[string, ResourceName, Buffer, object]>([
  [
    'the health of a claim, which servers before 1.37 do not know',
    'persistentvolumeclaims',
    nested([3, 10, 1, 1], 'Degraded'),
    {
      status: { healthStatus: { healthConditions: [{ status: 'Degraded' }] } },
    },
  ],
  [
    'the most members that may be away, for which a gate has to be open',
    'statefulsets',
    nested([2, 7, 2, 2, 2], 3),
    {
      spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 3 } } },
    },
  ],
  [
    'how many evictions a budget allows, which its controller writes at once',
    'poddisruptionbudgets',
    nested([3, 3], 1),
    { status: { disruptionsAllowed: 1 } },
  ],
  [
    'why a volume failed, which its record tells only without a message',
    'persistentvolumes',
    nested([3, 3], 'Odd'),
    { status: { reason: 'Odd' } },
  ],
])('reads %s', (_, name, bytes, object) => {
  expect(
    decode(bytes, protobufMessages[name] ?? message({}), new RepeatedTexts()),
  ).toEqual(object);
});
