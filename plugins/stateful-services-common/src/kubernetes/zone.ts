/** Keys that name a zone: the well-known label, and `topology.<driver>/zone` of drivers that predate it. */
export const ZONE_KEY = /^topology\..+\/zone$/;
