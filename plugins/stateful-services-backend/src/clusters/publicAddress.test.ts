import { lookupPublic, mayBePublic } from './publicAddress';

it.each([
  ['example.com', true],
  ['203.0.113.1', false],
  ['8.8.8.8', true],
  ['10.0.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['[::1]', false],
  ['[::ffff:10.0.0.1]', false],
  ['[fd00::1]', false],
  ['[2606:4700::1111]', true],
])('of the host %s says %s', (hostname, expected) => {
  expect(mayBePublic(hostname)).toBe(expected);
});

it.each([{ all: true }, { all: false }])(
  'does not resolve a name that leads to the machine itself, asked with %j',
  async options => {
    const error = await new Promise(resolve => {
      lookupPublic('localhost', options, resolve);
    });
    expect(error).toMatchObject({ code: 'ERR_ADDRESS_NOT_PUBLIC' });
  },
);

it('says of a name that is not known what the resolver says', async () => {
  const error = await new Promise(resolve => {
    lookupPublic('nowhere.invalid', {}, resolve);
  });
  expect(error).toMatchObject({ syscall: 'getaddrinfo' });
});
