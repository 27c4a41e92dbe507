import { lookup, LookupAddress } from 'node:dns';
import { LookupFunction } from 'node:net';
import { isValid, parse } from 'ipaddr.js';

/** True of an address that hosts in the open internet have: none of a private network, of the machine itself or of a cloud's metadata. */
function isPublic(address: string): boolean {
  return isValid(address) && parse(address).range() === 'unicast';
}

/** False for a host that is written as an address, and not a public one. A name is known only once it is resolved. */
export function mayBePublic(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return !isValid(host) || isPublic(host);
}

/** Resolves names as connections need it, and fails for those that lead to an address that is not public. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: readonly LookupAddress[] = error ? [] : found;
    const [first] = addresses;
    if (error || !first) {
      callback(error, '');
    } else if (!addresses.every(({ address }) => isPublic(address))) {
      callback(
        Object.assign(new Error('The address is not public'), {
          code: 'ERR_ADDRESS_NOT_PUBLIC',
        }),
        '',
      );
    } else if (options.all) {
      callback(null, [...addresses]);
    } else {
      callback(null, first.address, first.family);
    }
  });
};
