/** Of a loss of everybody: processes end, their nodes do not. */
export const pageCacheSurvives =
  'the page cache survives; a loss of power on several nodes at once is not covered';
