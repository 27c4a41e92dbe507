import { parseStatefulSet } from 'backstage-plugin-stateful-services-common';
import { rawStatefulSet } from '../__testing__/objects';
import { selectSets } from './selectSets';

const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
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
