module.exports = require('../../tools/lint/packageConfig')(
  __dirname,
  'composition',
);
