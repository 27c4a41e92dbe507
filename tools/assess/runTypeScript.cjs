// Lets plain Node require the TypeScript of the domain, as the backend does.
require('@backstage/cli-node/config/nodeTransform.cjs');

const { resolve } = require('node:path');

const source = resolve(__dirname, '../../plugins/stateful-services-common/src');

exports.domain = () => require(source);
exports.documentation = () => require(resolve(source, 'documentation'));
