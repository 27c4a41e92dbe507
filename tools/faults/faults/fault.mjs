/**
 * @typedef {import('../rig/relay.mjs').Relay} Relay
 * @typedef {import('../rig/gateway.mjs').Gateway} Gateway
 * @typedef {{
 *   plane: import('../../real/controlPlane.mjs').ControlPlane, api: import('../../bench/cluster/apiServer.mjs').ApiServer,
 *   door: Relay & Gateway, user: import('../rig/credentials.mjs').User,
 * }} Site
 *   what a fault has to work with: the struck API server, the way by which the backend reaches it, and as whom it does
 * @typedef {{ end: () => Promise<unknown>, seen?: () => string }} Made
 *   `seen` says, once all is right again, what was seen meanwhile
 * @typedef {{
 *   id: string, title: string, door: 'relay' | 'gateway', strikesAll?: boolean, isHeavy?: boolean, isToldMeanwhile?: boolean,
 *   axis: 'availability' | 'storage', seconds: { full: number, short: number | undefined },
 *   make: (site: Site) => Promise<Made>,
 * }} Fault
 *   `door`: by what the backend reaches the API server; `strikesAll`: the server itself is struck, whoever asks it;
 *   `isHeavy`: it keeps this process so busy that it would hold up other faults; `isToldMeanwhile`: it is not enough that it is told when it is
 *   over; `axis`: by what a report shows that the set is
 *   not well; `seconds`: how long it lasts, undefined when that is too long for the short form
 */
