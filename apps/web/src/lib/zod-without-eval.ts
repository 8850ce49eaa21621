import { z } from 'zod';

// The content security policy forbids eval, and zod's mere question whether it may is reported as a violation.
z.config({ jitless: true });
