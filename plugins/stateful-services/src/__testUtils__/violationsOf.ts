import axe from 'axe-core';

/** What axe finds wrong with an element, a line each. */
export async function violationsOf(element: Element) {
  // axe draws text to find icon fonts, and jsdom cannot draw.
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  const { violations } = await axe.run(element, {
    // jsdom computes no layout; contrast is checked on the tokens.
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
