import { parseStatefulSet } from 'backstage-plugin-stateful-services-common';
import { rawStatefulSet } from '../__testUtils__/objects';
import { selectSets } from './selectSets';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const SETS = 'stateful-services.backstage.io/stateful-set';
const CLUSTER = 'backstage.io/kubernetes-cluster';

/** Carries the label `backstage.io/kubernetes-id=cart`, in the namespace shop. */
const raw = rawStatefulSet('cart');
const CART = parseStatefulSet({
  ...raw,
  metadata: { ...raw.metadata, resourceVersion: '1' },
});

function select(annotations: Record<string, string>) {
  return selectSets(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'cart', annotations },
    },
    ['east', 'west'],
  );
}

it.each<[string, Record<string, string>, readonly string[]]>([
  ['the id, everywhere', { [ID]: 'cart' }, ['east', 'west']],
  ['another id', { [ID]: 'search' }, []],
  ['its cluster', { [ID]: 'cart', [CLUSTER]: 'west' }, ['west']],
  ['its namespace', { [ID]: 'cart', [NAMESPACE]: 'shop' }, ['east', 'west']],
  ['another namespace', { [ID]: 'cart', [NAMESPACE]: 'bank' }, []],
  [
    'a label selector, which goes before the id',
    { [ID]: 'search', [SELECTOR]: `${ID} in (cart)` },
    ['east', 'west'],
  ],
  ['its name, everywhere', { [SETS]: 'shop/cart' }, ['east', 'west']],
  ['its name in a cluster', { [SETS]: 'west/shop/cart' }, ['west']],
  [
    'its name beside others',
    { [SETS]: 'shop/search, east/shop/cart' },
    ['east'],
  ],
  [
    'its name in the cluster of the entity',
    { [SETS]: 'shop/cart', [CLUSTER]: 'west' },
    ['west'],
  ],
  [
    'its name, which goes before id and namespace',
    { [SETS]: 'shop/cart', [ID]: 'search', [NAMESPACE]: 'bank' },
    ['east', 'west'],
  ],
  ['another name', { [SETS]: 'shop/search', [ID]: 'cart' }, []],
])('finds a set by %s', (_what, annotations, clusters) => {
  const { matches } = select(annotations);
  expect(['east', 'west'].filter(name => matches(name, CART))).toEqual(
    clusters,
  );
});

it.each<[string, Record<string, string>]>([
  [ID, { [ID]: '' }],
  [ID, { [ID]: 'not a label' }],
  [SELECTOR, { [ID]: 'cart', [SELECTOR]: 'app in' }],
  [NAMESPACE, { [ID]: 'cart', [NAMESPACE]: 'Shop' }],
  [CLUSTER, { [ID]: 'cart', [CLUSTER]: 'north' }],
  [SETS, { [SETS]: '' }],
  [SETS, { [SETS]: 'cart' }],
  [SETS, { [SETS]: '/shop/cart' }],
  [SETS, { [SETS]: 'shop/cart,' }],
  [SETS, { [SETS]: 'shop/Cart' }],
  [SETS, { [SETS]: 'north/shop/cart' }],
])(
  'names %s when it is what cannot be understood',
  (annotation, annotations) => {
    const { selection, matches, looksIn } = select(annotations);
    expect(selection).toMatchObject({ kind: 'invalid', annotation });
    expect(matches('east', CART)).toBe(false);
    expect(looksIn('east')).toBe(false);
  },
);

it('is missing without id and selector, whatever else is there', () => {
  expect(select({ [NAMESPACE]: 'shop' }).selection).toEqual({
    kind: 'missing',
  });
});

it('says which part of a list of names is none, and what is expected', () => {
  expect(select({ [SETS]: 'shop/cart, shop cart' }).selection).toMatchObject({
    message:
      '"shop cart" names no StatefulSet; expected [cluster/]namespace/name, several separated by commas',
  });
});

it('takes what stands before the namespace as the cluster, slashes included', () => {
  const { selection } = selectSets(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'cart',
        annotations: { [SETS]: 'arn:aws:eks:eu-1:1:cluster/prod/shop/cart' },
      },
    },
    ['arn:aws:eks:eu-1:1:cluster/prod'],
  );
  expect(selection).toEqual({
    kind: 'sets',
    sets: [
      {
        cluster: 'arn:aws:eks:eu-1:1:cluster/prod',
        namespace: 'shop',
        name: 'cart',
      },
    ],
  });
});
