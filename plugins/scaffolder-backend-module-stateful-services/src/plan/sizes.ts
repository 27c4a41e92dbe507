import { parseQuantity } from 'backstage-plugin-stateful-services-common';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Bytes of a quantity that a rule has accepted. */
export function bytesOf(quantity: string): number {
  const bytes = parseQuantity(quantity);
  if (bytes === undefined) {
    throw new Error(`${quantity} is no Kubernetes quantity`);
  }
  return bytes;
}

/** Rounded up: to a power of two of MiB below 1 GiB, to whole GiB from there on. */
export function roundUp(bytes: number): string {
  if (bytes > GIB / 2) {
    return `${Math.ceil(bytes / GIB)}Gi`;
  }
  return `${2 ** Math.ceil(Math.log2(Math.max(1, bytes / MIB)))}Mi`;
}

/** The larger one of two quantities. */
export function atLeast(least: string, quantity: string): string {
  return bytesOf(quantity) < bytesOf(least) ? least : quantity;
}
