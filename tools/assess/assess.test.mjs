import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const program = fileURLToPath(new URL('assess.mjs', import.meta.url));

const metadata = (name, more) => `
metadata: { name: ${name}, namespace: shop, uid: uid-${name}, resourceVersion: '1', creationTimestamp: '2026-11-20T10:00:00Z'${more ?? ''} }`;

const set = `apiVersion: apps/v1
kind: StatefulSet${metadata('cart', ', generation: 1')}
spec: { replicas: 1, serviceName: '', template: { spec: { containers: [] } } }
status: { observedGeneration: 1, readyReplicas: 1, currentRevision: cart-a, updateRevision: cart-a }
`;

const pod = ready => `apiVersion: v1
kind: Pod${metadata('cart-0', ', labels: { controller-revision-hash: cart-a }, ownerReferences: [{ kind: StatefulSet, name: cart, uid: uid-cart, controller: true }]')}
spec: {}
status: { phase: Running, conditions: [{ type: Ready, status: '${ready}', lastTransitionTime: '2026-11-20T10:00:10Z' }] }
`;

function assess(input, ...args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, '-', '--now', '2026-11-20T12:00:00Z', ...args],
    { input, encoding: 'utf8', timeout: 60_000 },
  );
  return { status, stdout, stderr };
}

test('a sound set of several documents ends with 0', () => {
  const { status, stdout } = assess(`${set}---\n${pod('True')}`);
  assert.match(stdout, /shop\/cart: fine\n {2}The only member runs a/);
  assert.equal(status, 0);
});

test('a finding ends with 1 and says what to do', () => {
  const { status, stdout } = assess(`${set}---\n${pod('False')}`);
  assert.match(stdout, /ERROR cart-0 runs but is not ready/);
  assert.match(stdout, /\$ kubectl describe pod cart-0 --namespace shop/);
  assert.equal(status, 1);
});

test('what is not in the input is unknown, unless it is said to be complete', () => {
  const lone = set.replace("serviceName: ''", 'serviceName: cart');
  const part = assess(`${lone}---\n${pod('True')}`);
  assert.match(part.stdout, /unknown services: There is no Service/);
  assert.equal(part.status, 0);
  const whole = assess(`${lone}---\n${pod('True')}`, '--complete');
  assert.match(whole.stdout, /ERROR The members of cart have no names in DNS/);
  assert.equal(whole.status, 1);
});

test('a set alone says too little and ends with 2', () => {
  const { status, stdout } = assess(set);
  assert.match(stdout, /shop\/cart: unknown\n/);
  assert.equal(status, 2);
});

test('a finding that is acknowledged does not count and is told last', () => {
  const acknowledged = set.replace(
    'generation: 1',
    'generation: 1, annotations: { acknowledged.stateful-services.backstage.io/svc.missing: "2026-12-31 by jane: later" }',
  );
  const { status, stdout } = assess(
    `${acknowledged.replace("serviceName: ''", 'serviceName: cart')}---\n${pod('True')}`,
    '--complete',
  );
  assert.match(stdout, /acknowledged until 2026-12-31 by jane: later\n/);
  assert.equal(status, 0);
});

test('of an object that is given twice the last counts', () => {
  const { stdout } = assess(
    JSON.stringify({
      kind: 'List',
      items: [parse(pod('False')), parse(set), parse(pod('True'))],
    }),
  );
  assert.match(stdout, /The only member runs a and is ready/);
});

test('lines fit into 80 columns, except commands', () => {
  const { stdout } = assess(`${set}---\n${pod('False')}`);
  const long = stdout
    .split('\n')
    .filter(line => line.length > 80 && !line.includes(' $ '));
  assert.deepEqual(long, []);
});

test('JSON is the whole assessment', () => {
  const { stdout } = assess(`${set}---\n${pod('True')}`, '--format', 'json');
  assert.equal(JSON.parse(stdout)[0].assessment.rollout.state, 'Complete');
});

for (const [what, input, message] of [
  ['no YAML', 'a: [', /- is no YAML/],
  ['no objects', '- 1', /holds no Kubernetes objects/],
  ['no StatefulSet', pod('True'), /no StatefulSet among the objects/],
  [
    'no StatefulSet of Kubernetes',
    set.replace('1, serv', 'x, serv'),
    /spec\.replicas/,
  ],
]) {
  test(`${what} ends with 2 and says so`, () => {
    const { status, stderr } = assess(input);
    assert.match(stderr, message);
    assert.equal(status, 2);
  });
}

test('control characters of a cluster do not reach the terminal', () => {
  const { stdout } = assess(
    `${set}---\n${pod('False').replace('spec: {}', 'spec: { nodeName: "\\e[31mred" }')}`,
  );
  assert.ok(!stdout.includes('\u001b'));
});

test('the rules can be listed', () => {
  const { status, stdout } = assess('', '--list-rules');
  assert.match(stdout, /^roll\.trap +error +rollout/m);
  assert.equal(status, 0);
});
