const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY =
  /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * The number that a Kubernetes quantity such as `10Gi`, `1500m` or `1e3` stands for; undefined when it is none.
 *
 * @remarks Grammar: apimachinery `pkg/api/resource/quantity.go` (1.36).
 *
 * @public
 */
export function parseQuantity(quantity: string): number | undefined {
  const match = QUANTITY.exec(quantity);
  if (!match) {
    return undefined;
  }
  const [, number, exponent, suffix] = match;
  if (exponent) {
    return Number(`${number}${exponent}`);
  }
  return Number(number) * (FACTORS[suffix ?? ''] ?? 1);
}
