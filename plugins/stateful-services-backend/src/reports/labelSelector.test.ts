import { selectsLabels } from 'backstage-plugin-stateful-services-common';
import { parseLabelSelector } from './labelSelector';

const LABELS = { app: 'cart', 'example.com/tier': 'cache', empty: '' };

describe('a label selector', () => {
  it.each<[string, boolean]>([
    ['app=cart', true],
    ['app==cart', true],
    ['app = cart', true],
    ['app=search', false],
    ['app!=search', true],
    ['app!=cart', false],
    ['absent!=anything', true],
    ['app in (search, cart)', true],
    ['app in (search)', false],
    ['app notin (search)', true],
    ['absent notin (search)', true],
    ['example.com/tier', true],
    ['absent', false],
    ['!absent', true],
    ['!app', false],
    ['empty=', true],
    ['app in (cart,search),example.com/tier=cache,!absent', true],
    ['app in (cart,search),example.com/tier=store', false],
  ])('%s matches: %s', (selector, matches) => {
    expect(selectsLabels(parseLabelSelector(selector), LABELS)).toBe(matches);
  });

  it.each<[string, RegExp]>([
    ['', /"" is none of/],
    ['app=cart,', /"" is none of/],
    ['app in cart', /"app in cart" is none of/],
    ['app in (cart', /"app in \(cart" is none of/],
    ['-app=cart', /"-app" is no label key/],
    ['a/b/c=cart', /"a\/b\/c" is no label key/],
    ['Example.com/app=cart', /is no label key/],
    ['app=-cart', /"-cart" is no label value/],
    [`app=${'x'.repeat(64)}`, /is no label value/],
    ['app>1', /"app>1" is no label key/],
  ])('%j is refused, and told why', (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });
});
