import { describeContract } from './contractSchemas';
import { spec } from './openapi';

it('describes the wire contract exactly as the common package defines it', () => {
  expect(spec.components.schemas).toMatchObject(describeContract());
});
