import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Lazy imports are slow while other test runs share the machine.
configure({ asyncUtilTimeout: 10_000 });
