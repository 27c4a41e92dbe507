import { randomBytes } from 'node:crypto';

export const newPassword = () => randomBytes(18).toString('base64');
