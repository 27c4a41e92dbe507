import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(__dirname, 'tokens.module.css'), 'utf8');

/** Surfaces 1 and 2 of the design system, on which the card and its cells stand. */
const SURFACES = {
  light: ['#ffffff', '#f7f7f7'],
  dark: ['#424141', '#504f4f'],
} as const;

const TEXT = [
  'muted',
  'fine',
  'working',
  'attention',
  'critical',
  'unknown',
] as const;

function tokensOf(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const selector = theme === 'light' ? '\n.tokens {' : "='dark'] .tokens {";
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--stateful-([a-z-]+): (#[0-9a-f]{6})/g)].map(
      ([, name = '', colour = '']) => [name, colour],
    ),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(start => {
    const channel = parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.04045
      ? channel / 12.92
      : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'] as const)('tokens in the %s theme', theme => {
  const tokens = tokensOf(theme);
  const colourOf = (name: string) => {
    const colour = tokens.get(name);
    if (!colour) {
      throw new Error(`tokens.module.css has no --stateful-${name}`);
    }
    return colour;
  };
  const surfaces = [
    ...SURFACES[theme],
    colourOf('attention-surface'),
    colourOf('critical-surface'),
  ];

  it.each(TEXT)('keeps %s readable on every surface (WCAG AA)', name => {
    for (const surface of surfaces) {
      expect(contrast(colourOf(name), surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(['revision', 'line-strong'])(
    'keeps %s visible on every surface (WCAG AA for graphics)',
    name => {
      for (const surface of surfaces) {
        expect(contrast(colourOf(name), surface)).toBeGreaterThanOrEqual(3);
      }
    },
  );
});
