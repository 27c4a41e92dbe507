// Lets plain Node require the TypeScript of the domain and of the backend, in the form in which the portal runs it.
require('@backstage/cli-node/config/nodeTransform.cjs');

const { resolve } = require('node:path');

const plugins = resolve(__dirname, '../../plugins');
const common = resolve(plugins, 'stateful-services-common/src');
const backend = resolve(plugins, 'stateful-services-backend/src');

exports.sources = () => ({
  ...require(common),
  ...require(resolve(common, 'assessment/situation')),
  ...require(resolve(backend, 'inventory/inventory')),
  ...require(resolve(backend, 'inventory/observe')),
  ...require(resolve(backend, 'reports/assessmentCache')),
  ...require(resolve(backend, 'watching/projection')),
});
