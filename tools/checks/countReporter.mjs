/**
 * A reporter for `node --test` that ends with one JSON object: how many tests passed and failed. A group of tests is not
 * a test.
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0 };
  for await (const { type, data } of events) {
    if (data?.details?.type === 'suite') continue;
    if (type === 'test:pass' && !data.skip && !data.todo) counts.passed += 1;
    if (type === 'test:fail' && !data.todo) counts.failed += 1;
  }
  yield JSON.stringify(counts);
}
