/** Says on the terminal what is being measured, beside the results. @param {string} text */
export const progress = text =>
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
