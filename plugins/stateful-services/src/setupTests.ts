import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Lazy imports and audits of accessibility are slow while other test runs share the machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
