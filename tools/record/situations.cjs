// Lets plain Node require the TypeScript of the situations, as the backend does.
require('@backstage/cli-node/config/nodeTransform.cjs');

module.exports = require('../../packages/situations/src');
